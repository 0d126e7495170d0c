package lesson.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lesson.pages.Site;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** A Markdown file, and what in it can be held against something else. */
final class Note {
    static final String ITALIAN = ".it.md";

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();
    private static final Pattern ADDRESS = Pattern.compile("\\b(?:src|href)\\s*=\\s*\"([^\"]*)\"");

    /** {@code <!-- true by EchoServerTest.aPortInUse…, … -->}: what holds the lines above it. */
    private static final Pattern PROOF = Pattern.compile("<!-- true by (.*?) -->");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    enum Kind { HEADING, BLOCK, CODE, LINK, IMAGE, TABLE, PROOF }

    /**
     * A part of a note.
     *
     * @param line where it begins, counted from 1; for a block its first line of code
     * @param section the number of headings up to here
     * @param label of a heading its level, of a block what stands behind the backticks, of code in
     *        a table its column, counted from 1, of a table rows and columns, of a link or an image
     *        its words
     * @param text of a link or an image where it leads to, of a proof the tests that it names
     */
    record Part(Kind kind, int line, int section, String label, String text) {
        /** Returns the first word behind the backticks of a block. */
        String language() {
            return label.split(" ")[0];
        }

        List<String> lines() {
            return text.lines().toList();
        }
    }

    final String name;
    final List<Part> parts = new ArrayList<>();

    private final Map<String, Integer> anchors = new HashMap<>();
    private final Map<Integer, Integer> words = new HashMap<>();

    Note(String name, String text) {
        this.name = name;
        PARSER.parse(text).accept(new Reader());
    }

    List<Part> all(Kind kind) {
        return parts.stream().filter(part -> part.kind == kind).toList();
    }

    List<Part> blocks(String language) {
        return all(Kind.BLOCK).stream().filter(block -> block.language().equals(language)).toList();
    }

    /** Returns the words of prose before a heading counted from 1, code and headings aside. */
    int wordsBefore(int section) {
        return words.entrySet().stream().filter(entry -> entry.getKey() < section)
                .mapToInt(Map.Entry::getValue).sum();
    }

    /** Returns the number of a heading, counted from 1; 0 if there is none of that title. */
    int section(String title) {
        return all(Kind.HEADING).stream().filter(heading -> heading.text().equals(title))
                .mapToInt(Part::section).findFirst().orElse(0);
    }

    /** Returns which heading an anchor leads to, counted from 1; 0 if it leads to none. */
    int heading(String anchor) {
        return anchors.getOrDefault(anchor, 0);
    }

    boolean isItalian() {
        return name.endsWith(ITALIAN);
    }

    /** Returns the name of the same note in the other language. */
    String twin() {
        return isItalian() ? name.replace(ITALIAN, ".md") : name.replace(".md", ITALIAN);
    }

    /** Returns a part's place, for the one who has to look there. */
    String at(Part part) {
        return at(part.line);
    }

    String at(int line) {
        return name + ":" + line + ": ";
    }

    private final class Reader extends AbstractVisitor {
        private int section;
        private int column;
        private boolean inHeading;

        private void add(Kind kind, Node node, int offset, String label, String text) {
            int line = node.getSourceSpans().get(0).getLineIndex() + 1 + offset;
            parts.add(new Part(kind, line, section, label, text));
        }

        @Override
        public void visit(Heading heading) {
            String title = words(heading);
            section++;
            String anchor = Site.anchor(title);
            for (int again = 1; anchors.putIfAbsent(anchor, section) != null; again++) {
                anchor = Site.anchor(title) + "-" + again;
            }
            add(Kind.HEADING, heading, 0, "" + heading.getLevel(), title);
            inHeading = true;
            visitChildren(heading);
            inHeading = false;
        }

        @Override
        public void visit(FencedCodeBlock block) {
            add(Kind.BLOCK, block, 1, block.getInfo().strip(), block.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            add(Kind.BLOCK, block, 0, "", block.getLiteral());
        }

        @Override
        public void visit(Code code) {
            add(Kind.CODE, code, 0, column == 0 ? "" : "" + column, code.getLiteral());
        }

        @Override
        public void visit(Text text) {
            if (!inHeading) {
                int count = (int) WORD.matcher(text.getLiteral()).results().count();
                words.merge(section, count, Integer::sum);
            }
        }

        @Override
        public void visit(Link link) {
            add(Kind.LINK, link, 0, words(link), link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            add(Kind.IMAGE, image, 0, words(image), image.getDestination());
        }

        @Override
        public void visit(HtmlBlock html) {
            PROOF.matcher(html.getLiteral()).results()
                    .forEach(proof -> add(Kind.PROOF, html, 0, "", proof.group(1)));
            html(html, html.getLiteral());
        }

        @Override
        public void visit(HtmlInline html) {
            html(html, html.getLiteral());
        }

        private void html(Node node, String literal) {
            for (Matcher found = ADDRESS.matcher(literal); found.find();) {
                add(Kind.LINK, node, 0, "", found.group(1));
            }
        }

        @Override
        public void visit(CustomBlock block) {
            if (block instanceof TableBlock) {
                var size = new Object() {
                    int rows;
                    int cells;
                };
                block.accept(new AbstractVisitor() {
                    @Override
                    public void visit(CustomNode node) {
                        size.rows += node instanceof TableRow ? 1 : 0;
                        size.cells += node instanceof TableCell ? 1 : 0;
                        visitChildren(node);
                    }
                });
                add(Kind.TABLE, block, 0, size.rows + " × " + size.cells / size.rows, "");
            }
            visitChildren(block);
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow) {
                column = 0;
            }
            if (node instanceof TableCell) {
                column++;
            }
            visitChildren(node);
            if (node instanceof TableRow) {
                column = 0;
            }
        }
    }

    private static String words(Node node) {
        var words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }
}
