package lesson.pages;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.commonmark.renderer.text.TextContentRenderer;

/** Makes pages of notes: CommonMark with tables, anchors as GitHub makes them. */
final class Renderer {
    private static final String ITALIAN = ".it.md";
    /** In the order in which the lesson is read; what else there is can be looked up. */
    private static final List<String> COURSE = List.of("docs/README", "docs/start", "docs/why",
            "docs/step1-install/README", "docs/step2-server/README", "docs/step3-client/README",
            "docs/step4-broadcast/README", "docs/step5-json/README", "docs/step6-reconnect/README",
            "docs/chat/README", "docs/exercises", "docs/outlook");
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer TEXT = TextContentRenderer.builder()
            .extensions(EXTENSIONS).build();

    private final Map<String, String> notes;
    private final Set<String> files;
    private final Map<String, String> diagrams;
    private final URI url;
    private final Set<String> linked = new HashSet<>();

    /**
     * @param notes the Markdown of each note, by its path from the root of the lesson
     * @param files what else the site has, by its path in docs
     * @param diagrams drawings, by the names that {@link Site#diagram} gives them
     * @param url the server that links to the steps' pages name; null for none
     */
    Renderer(Map<String, String> notes, Set<String> files, Map<String, String> diagrams, URI url) {
        this.notes = Map.copyOf(notes);
        this.files = Set.copyOf(files);
        this.diagrams = Map.copyOf(diagrams);
        this.url = url;
    }

    /** Returns the name in the site of the page that a note becomes. */
    static String page(String note) {
        boolean italian = note.endsWith(ITALIAN);
        String name = note.replaceFirst("(\\.it)?\\.md$", "");
        String inSite = name.equals("README") ? "lesson"
                : name.replaceFirst("^docs/", "").replaceFirst("(^|/)README$", "$1index");
        return inSite + (italian ? ".html" : ".en.html");
    }

    private static String twin(String note) {
        return note.endsWith(ITALIAN) ? note.replace(ITALIAN, ".md") : note.replace(".md", ITALIAN);
    }

    /** Returns a note as a page. */
    String html(String note) {
        boolean italian = note.endsWith(ITALIAN);
        Node document = PARSER.parse(notes.get(note));
        Map<Node, String> anchors = anchors(document);
        String other = relative(note, page(twin(note)));
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Emphasis emphasis) {
                visitChildren(emphasis);
                if (emphasis.getLastChild().getPrevious() instanceof Link link
                        && link.getDestination().equals(other)) {
                    emphasis.unlink();      // the page has a link to the other language above
                }
            }

            @Override
            public void visit(HtmlBlock html) {
                if (html.getLiteral().startsWith("<!--")) {
                    html.unlink();          // for those who write
                }
            }

            @Override
            public void visit(Link link) {
                visitChildren(link);
                String target = target(note, link.getDestination());
                if (target == null) {
                    unlink(link);
                } else {
                    link.setDestination(target);
                }
            }

            @Override
            public void visit(Image image) {
                image.setDestination(target(note, image.getDestination()));
            }
        });
        HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS)
                .attributeProviderFactory(context -> attributes(anchors))
                .nodeRendererFactory(context -> new Blocks(context, italian)).build();
        return frame(note, italian, document, anchors, renderer.render(document));
    }

    private static Map<Node, String> anchors(Node document) {
        var anchors = new HashMap<Node, String>();
        var used = new HashMap<String, Integer>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String anchor = Site.anchor(TEXT.render(heading));
                int again = used.merge(anchor, 1, Integer::sum) - 1;
                anchors.put(heading, again == 0 ? anchor : anchor + "-" + again);
            }
        });
        return anchors;
    }

    private static AttributeProvider attributes(Map<Node, String> anchors) {
        return (node, tag, attributes) -> {
            if (anchors.containsKey(node)) {
                attributes.put("id", anchors.get(node));
            }
            if (tag.equals("table")) {
                attributes.put("tabindex", "0");    // a narrow screen scrolls it
            }
            if (tag.equals("th") && node.getFirstChild() == null) {
                attributes.put("role", "none");         // a corner, which heads nothing
            }
            if (isDrawing(node)) {
                attributes.put("class", "drawing");
                attributes.put("tabindex", "0");    // this, too
            }
            if (tag.equals("img")) {
                attributes.put("loading", "lazy");
            }
        };
    }

    private static boolean isDrawing(Node node) {
        return node instanceof Paragraph && node.getFirstChild() instanceof Image image
                && image.getNext() == null && image.getDestination().endsWith(".svg");
    }

    /** A file of the lesson that the site does not have: its name stays, without a link. */
    private static void unlink(Link link) {
        for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
            link.insertBefore(child);
        }
        link.unlink();
    }

    /** Returns where a link leads to in the site, seen from a note's page; null for nowhere. */
    private String target(String note, String destination) {
        if (destination.matches("[a-z]+:.*") || destination.startsWith("#")) {
            return destination;
        }
        String anchor = destination.contains("#") ? destination.replaceFirst("[^#]*", "") : "";
        String path = Path.of(note).resolveSibling(destination.replaceFirst("#.*", "")).normalize()
                .toString().replace('\\', '/');
        String readme = path + "/README" + (note.endsWith(ITALIAN) ? ITALIAN : ".md");
        if (notes.containsKey(path) || notes.containsKey(readme)) {
            return relative(note, page(notes.containsKey(path) ? path : readme)) + anchor;
        }
        String file = path.replaceFirst("^docs/", "");
        if (!path.startsWith("docs/") || !files.contains(file)) {
            return null;
        }
        linked.add(file);
        return relative(note, file)
                + (file.endsWith("/client.html") ? query(note.endsWith(ITALIAN)) : "");
    }

    /** Returns the files that the pages made so far lead to. */
    Set<String> linked() {
        return linked;
    }

    private String query(boolean italian) {
        List<String> settings = new ArrayList<>();
        if (url != null) {
            settings.add("url=" + URLEncoder.encode(url.toString(), StandardCharsets.UTF_8));
        }
        if (!italian) {
            settings.add("lang=en");
        }
        return settings.isEmpty() ? "" : "?" + String.join("&", settings);
    }

    private static String relative(String note, String target) {
        Path from = Path.of(page(note)).getParent();
        return (from == null ? Path.of(target) : from.relativize(Path.of(target))).toString()
                .replace('\\', '/');
    }

    private String frame(String note, boolean italian, Node document, Map<Node, String> anchors,
            String body) {
        String title = title(note, document);
        String other = twin(note);
        String base = relative(note, "style.css").replace("style.css", "");
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="%sstyle.css">
                <script src="%ssite.js" defer></script>
                %s</head>
                <body>
                <a class="skip" href="#testo">%s</a>
                <header>%s<a class="language" lang="%s" hreflang="%s" href="%s">%s</a></header>
                <main id="testo">
                %s%s</main>
                %s</body>
                </html>
                """.formatted(italian ? "it" : "en", escape(title), base, base,
                note.startsWith("docs/step3-client/README") ? "<script src=\"" + base
                        + "frame.js\" defer></script>\n" : "",
                italian ? "Vai al testo" : "Skip to the text", steps(note, italian),
                italian ? "en" : "it", italian ? "en" : "it", relative(note, page(other)),
                italian ? "English" : "Italiano", contents(document, anchors, italian), body,
                neighbours(note, italian));
    }

    /** Returns what a note begins with; its name where it is empty. */
    private static String title(String note, Node document) {
        Node first = document.getFirstChild();
        return first == null ? page(note) : TEXT.render(first);
    }

    private String steps(String note, boolean italian) {
        String end = italian ? ITALIAN : ".md";
        var steps = new StringBuilder("<nav aria-label=\"" + (italian ? "Passi" : "Steps") + "\">"
                + "<a href=\"" + relative(note, page("docs/README" + end)) + "\">"
                + (italian ? "Indice" : "Contents") + "</a>");
        for (String name : COURSE) {
            boolean isStep = name.startsWith("docs/step");
            if (isStep || name.equals("docs/chat/README")) {
                String folder = name.replaceFirst("/README$", "/");
                steps.append("<a href=\"").append(relative(note, page(name + end))).append('"')
                        .append(note.startsWith(folder) ? " aria-current=\"true\">" : ">")
                        .append(isStep ? "<span>" + (italian ? "Passo " : "Step ") + "</span>"
                                + name.charAt("docs/step".length()) : "Chat").append("</a>");
            }
        }
        return steps.append("</nav>").toString();
    }

    /** A list of the headings, where there are enough to get lost among. */
    private static String contents(Node document, Map<Node, String> anchors, boolean italian) {
        var list = new StringBuilder();
        int count = 0;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() == 2) {
                list.append("<li><a href=\"#").append(anchors.get(heading)).append("\">")
                        .append(escape(TEXT.render(heading))).append("</a></li>\n");
                count++;
            }
        }
        return count < 4 ? "" : "<details class=\"contents\"><summary>"
                + (italian ? "In questa pagina" : "On this page") + "</summary>\n<ul>\n" + list
                + "</ul></details>\n";
    }

    private String neighbours(String note, boolean italian) {
        String end = italian ? ITALIAN : ".md";
        int at = COURSE.indexOf(note.replaceFirst("(\\.it)?\\.md$", ""));
        if (at < 0) {
            return "";
        }
        return "<nav class=\"neighbours\" aria-label=\"" + (italian ? "Pagine vicine"
                : "Previous and next") + "\">"
                + (at == 0 ? "" : neighbour(note, at - 1, end, "prev"))
                + (at == COURSE.size() - 1 ? "" : neighbour(note, at + 1, end, "next"))
                + "</nav>\n";
    }

    private String neighbour(String note, int index, String end, String rel) {
        String name = COURSE.get(index) + end;
        String title = title(name, PARSER.parse(notes.get(name)));
        return "<a rel=\"" + rel + "\" href=\"" + relative(note, page(name)) + "\">" + escape(title)
                + "</a>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** Blocks of code, each with the file that it stands in above it, and diagrams, drawn. */
    private final class Blocks implements NodeRenderer {
        private final HtmlWriter html;
        private final boolean italian;

        Blocks(HtmlNodeRendererContext context, boolean italian) {
            html = context.getWriter();
            this.italian = italian;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            var block = (FencedCodeBlock) node;
            List<String> info = List.of(block.getInfo().strip().split(" +"));
            html.line();
            if (info.get(0).equals("mermaid")) {
                drawing(block.getLiteral());
                return;
            }
            html.tag("figure", Map.of("class", "code " + info.get(0)));
            if (info.size() > 1) {
                html.tag("figcaption");
                html.text(String.join(" → ", info.subList(1, info.size())));
                html.tag("/figcaption");
            }
            html.tag("pre", Map.of("tabindex", "0"));
            html.tag("code");
            html.text(block.getLiteral());
            html.tag("/code");
            html.tag("/pre");
            html.tag("/figure");
            html.line();
        }

        private void drawing(String source) {
            html.tag("figure", Map.of("class", "diagram", "tabindex", "0"));
            String drawing = diagrams.get(Site.diagram(source));
            if (drawing != null) {
                html.raw(drawing);
            }
            html.tag("details");
            html.tag("summary");
            html.text(italian ? "Il diagramma in parole" : "The diagram in words");
            html.tag("/summary");
            html.tag("pre", Map.of("tabindex", "0"));
            html.text(source);
            html.tag("/pre");
            html.tag("/details");
            html.tag("/figure");
            html.line();
        }
    }
}
