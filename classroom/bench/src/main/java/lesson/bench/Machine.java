package lesson.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the figures come from.
 *
 * @param processor its name, or its kind where the system does not tell
 * @param processors how many there are
 * @param memory in GiB
 * @param system name and version
 * @param java version
 * @param node version
 */
record Machine(String processor, int processors, long memory, String system, String java,
        String node) {

    /**
     * Looks at this one.
     *
     * @throws IOException if there is no Node.js
     */
    static Machine here() throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        long memory = system instanceof com.sun.management.OperatingSystemMXBean more
                ? more.getTotalMemorySize() : 0;
        return new Machine(processorName(), system.getAvailableProcessors(),
                Math.round(memory / (double) (1 << 30)),
                system.getName() + " " + system.getVersion(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                "Node.js " + nodeVersion());
    }

    private static String nodeVersion() throws IOException {
        var process = new ProcessBuilder(List.of("node", "--version")).start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            return String.valueOf(reader.readLine()).replaceFirst("^v", "");
        }
    }

    private static String processorName() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.exists(info)) {
            try (Stream<String> lines = Files.lines(info)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst().orElse(System.getProperty("os.arch"));
            }
        }
        return System.getProperty("os.arch");
    }
}
