package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import lesson.lab.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of conformance.md says what the cases show: FaultLab and RudeParityTest run them. */
class ConformanceTest {
    private static final Repository REPOSITORY = Repository.onDisk();
    private static final Pattern CASE = Pattern.compile("`(\\w+)`");

    /** A row: section, what arrives, servers, twins, clients, and what shows it. */
    private static List<List<String>> rows(String page) {
        return REPOSITORY.text("docs/" + page).lines().filter(line -> line.matches("\\| \\d.*"))
                .map(line -> Arrays.asList(line.split(" ?\\| ?")))
                .map(cells -> cells.subList(1, cells.size())).toList();
    }

    private static List<String> cases(List<String> row) {
        return CASE.matcher(row.get(5)).results().map(found -> found.group(1)).toList();
    }

    private static List<String> violations(List<String> row) {
        return cases(row).stream().filter(name -> name.matches("[A-Z0-9_]+")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"conformance.md", "conformance.it.md"})
    void eachViolationHasItsRowWithItsSectionAndItsCode(String page) {
        List<List<String>> rows = rows(page);
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(6).doesNotContain(""));
        assertThat(rows).flatMap(ConformanceTest::violations).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(Violation.values()).map(Violation::name).toList());
        for (List<String> row : rows) {
            for (String name : violations(row)) {
                Violation violation = Violation.valueOf(name);
                assertEquals(violation.section, row.get(0), name);
                List<String> cells = violation == Violation.BINARY ? row.subList(2, 4)
                        : row.subList(2, 5);        // its words stand in RudeParityTest
                assertThat(cells).as(name)
                        .allMatch(cell -> cell.matches(violation.code + "(, .*)?"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"conformance.md", "conformance.it.md"})
    void whatIsNotAlikeIsARowOfTheDifferences(String page) {
        for (List<String> row : rows(page)) {
            boolean alike = row.stream().noneMatch(cell -> cell.contains("](differences."));
            List<String> listed = cases(row).stream().filter(name -> REPOSITORY
                    .text("docs/differences.md").contains("| `" + name + "` |")).toList();
            assertThat(alike || !listed.isEmpty()).as(row::toString).isTrue();
        }
    }

    @Test
    void eachTestThatIsNamedIsThere() {
        String tests = String.join("\n", REPOSITORY.files().stream()
                .filter(file -> file.matches(".*(src/test/java/.*Test|/FaultLab)\\.java"))
                .map(REPOSITORY::text).toList());
        assertThat(rows("conformance.md")).flatMap(ConformanceTest::cases)
                .filteredOn(name -> !name.matches("[A-Z0-9_]+"))
                .allSatisfy(name -> assertThat(tests).contains("void " + name + "("));
        assertEquals(rows("conformance.md").stream().map(ConformanceTest::cases).toList(),
                rows("conformance.it.md").stream().map(ConformanceTest::cases).toList());
    }
}
