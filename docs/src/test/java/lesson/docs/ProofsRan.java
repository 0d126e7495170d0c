package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The tests that the notes name did run in this build: Surefire has reported them, here and in the
 * other modules. Run by an execution of its own, after all other tests.
 */
class ProofsRan {
    @Test
    void everyTestThatANoteNamesHasRun() throws IOException, SAXException,
            ParserConfigurationException {
        Set<String> ran = new TreeSet<>();
        for (Path report : reports()) {
            var cases = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(report.toFile()).getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                var test = (Element) cases.item(i);
                if (test.getElementsByTagName("skipped").getLength() == 0) {
                    String type = test.getAttribute("classname").replaceFirst(".*\\.", "");
                    ran.add(type);
                    ran.add(type + "." + test.getAttribute("name").replaceFirst("[^\\w].*", ""));
                }
            }
        }
        List<String> missing = new ArrayList<>(Proofs.named(Repository.onDisk()));
        missing.removeAll(ran);
        if (!missing.isEmpty() && System.getenv("CI") == null) {
            Node.missing("these were skipped in this build, or it was none of the whole lesson: "
                    + missing);
        }
        assertThat(missing).isEmpty();
    }

    private static List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.ROOT, 5)) {
            return files.filter(file -> file.toString().replace('\\', '/')
                    .matches(".*/target/surefire-reports/TEST-.*\\.xml")).toList();
        }
    }
}
