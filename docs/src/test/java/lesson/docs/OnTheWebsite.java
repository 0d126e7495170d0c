package lesson.docs;

import lesson.pages.Pages;
import lesson.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Opens the lesson's website in Chromium, as {@code mvn -q -Dpages} serves it. */
abstract class OnTheWebsite extends InBrowser {
    private Program program;
    /** Where it is, without a slash at the end. */
    String site;

    @BeforeAll
    void serve() {
        program = Program.java(Pages.class, "-Dpages", "-Dport=0");
        site = program.line().replaceFirst(".* ", "");
    }

    @AfterAll
    void stop() {
        program.close();
    }
}
