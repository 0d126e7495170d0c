package lesson.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
    @Test
    void aNoteThatIsStillEmptyIsAPageWithItsNameAsTitle(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("docs/diagrams"));
        for (String note : List.of("README.md", "README.it.md", "docs/new.md", "docs/new.it.md")) {
            Files.createFile(root.resolve(note));
        }
        String page = new String(Site.of(root, null).find("new.html").body(),
                StandardCharsets.UTF_8);
        assertThat(page).contains("<title>new.html</title>");
    }
}
