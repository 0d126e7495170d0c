package lesson.pages;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that a visitor can get, made once from what stands in {@code docs}: each note as a page, in
 * Italian {@code why.html}, in English {@code why.en.html}, and beside them the steps' pages,
 * programs and pictures that notes lead to, as they are.
 */
public final class Site {
    /** Folders of docs that nobody reads. */
    private static final Set<String> HIDDEN = Set.of("src", "target", "node_modules", "diagrams");
    private static final Set<String> NOT_SHOWN = Set.of("package.json", "package-lock.json",
            "pom.xml");
    private static final List<String> ASSETS = List.of("style.css", "site.js", "frame.js");

    private final Map<String, Resource> resources = new TreeMap<>();

    private Site() {
    }

    /**
     * Makes the site.
     *
     * @param root the folder of the lesson
     * @param url the server that the steps' pages talk to; null for what they think by themselves
     * @throws IOException if a file can't be read
     */
    static Site of(Path root, URI url) throws IOException {
        var site = new Site();
        var notes = new TreeMap<String, String>();
        notes.put("README.md", Files.readString(root.resolve("README.md")));
        notes.put("README.it.md", Files.readString(root.resolve("README.it.md")));
        for (Path file : files(root.resolve("docs"))) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (name.endsWith(".md")) {
                notes.put(name, Files.readString(file));
            } else if (Resource.isKnown(name)
                    && !NOT_SHOWN.contains(name.replaceFirst(".*/", ""))) {
                site.resources.put(name.substring("docs/".length()),
                        Resource.of(name, Files.readAllBytes(file)));
            }
        }
        for (String asset : ASSETS) {
            try (var in = Site.class.getResourceAsStream(asset)) {
                site.resources.put(asset, Resource.of(asset, in.readAllBytes()));
            }
        }
        var renderer = new Renderer(notes, site.resources.keySet(),
                diagrams(root.resolve("docs/diagrams")), url);
        var pages = new TreeMap<String, Resource>();
        notes.keySet().forEach(note -> pages.put(Renderer.page(note),
                Resource.page(renderer.html(note))));
        site.resources.keySet().removeIf(name -> !ASSETS.contains(name)
                && !renderer.linked().contains(name));
        site.resources.putAll(pages);
        return site;
    }

    /** Links are not followed: they could lead anywhere. Nor is what a build makes looked into. */
    private static List<Path> files(Path docs) throws IOException {
        var files = new TreeSet<Path>();
        Files.walkFileTree(docs, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
                return !folder.equals(docs) && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                if (is.isRegularFile() && !isHidden(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return List.copyOf(files);
    }

    private static boolean isHidden(Path part) {
        String name = part.getFileName().toString();
        return HIDDEN.contains(name) || name.startsWith(".");
    }

    private static Map<String, String> diagrams(Path folder) throws IOException {
        var diagrams = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".svg")).toList()) {
                diagrams.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return diagrams;
    }

    /** Returns the name of the file in which a diagram is drawn: another source has another. */
    public static String diagram(String source) {
        return Resource.digest(source.strip().getBytes(StandardCharsets.UTF_8)) + ".svg";
    }

    /** Returns the anchor that GitHub makes of a heading. */
    public static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}_\\- ]", "").replace(' ', '-');
    }

    /** Returns what has a name; a folder, with its slash or as the empty name, is its index. */
    Resource find(String name) {
        return resources.get(name.isEmpty() || name.endsWith("/") ? name + "index.html" : name);
    }

    /** Returns all names, in the order of the alphabet. */
    List<String> names() {
        return List.copyOf(resources.keySet());
    }

    Resource notFound() {
        return Resource.page("""
                <!DOCTYPE html>
                <html lang="it">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Non c'è</title>
                <link rel="stylesheet" href="/style.css">
                <main>
                <p>Questa pagina non c'è. <a href="/">Torna all'inizio</a>.
                <p lang="en">There is no such page. <a href="/index.en.html">Back to the start</a>.
                </main>
                """);
    }

    /**
     * Writes the site to a folder, which can be opened from disk. What an earlier one left there
     * and this one has not goes.
     *
     * @throws IOException if a file can't be written
     */
    void write(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        for (Map.Entry<String, Resource> entry : resources.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue().body());
        }
    }
}
