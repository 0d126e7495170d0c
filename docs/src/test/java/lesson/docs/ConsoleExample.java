package lesson.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lesson.docs.Note.Part;

/**
 * The console blocks beneath one heading of a note: terminals side by side, and the lines of the
 * same run that {@code -Dwire} prints. A wire block beneath a heading without a console belongs to
 * the example beneath "Run it", or else to the one before it.
 */
final class ConsoleExample {
    /** A block as the note shows it, and what stands before a complaint on its first line. */
    record Block(Note note, int line, List<String> lines) {
        String at(int index) {
            return note.at(line + index);
        }
    }

    final List<Block> terminals = new ArrayList<>();
    final List<Block> wires = new ArrayList<>();

    /** Returns every example once, however many notes show it: the twin shows the same. */
    static List<ConsoleExample> all(Repository repository) {
        Map<List<List<String>>, ConsoleExample> examples = new LinkedHashMap<>();
        for (Note note : repository.notes()) {
            of(note).forEach(example -> examples.putIfAbsent(Stream.concat(
                    example.terminals.stream(), example.wires.stream())
                    .map(Block::lines).toList(), example));
        }
        return List.copyOf(examples.values());
    }

    static List<ConsoleExample> of(Note note) {
        TreeMap<Integer, ConsoleExample> examples = new TreeMap<>();
        for (Part block : note.blocks("console")) {
            examples.computeIfAbsent(block.section(), section -> new ConsoleExample())
                    .terminals.add(new Block(note, block.line(), block.lines()));
        }
        for (Part block : note.blocks("wire")) {
            ConsoleExample example = examples.get(block.section());
            if (example == null) {
                int run = note.section(note.isItalian() ? "Eseguilo" : "Run it");
                var before = examples.floorEntry(run > 0 ? run : block.section());
                example = before == null ? null : before.getValue();
            }
            if (example != null) {
                example.wires.add(new Block(note, block.line(), block.lines()));
            }
        }
        return List.copyOf(examples.values());
    }

    /** Returns what cannot be played at all. */
    static List<String> complaints(Repository repository) {
        List<String> complaints = new ArrayList<>();
        for (Note note : repository.notes()) {
            for (Part block : note.blocks("console")) {
                if (!block.text().startsWith("$ ")) {
                    complaints.add(note.at(block) + "a console begins with «$ » and a command");
                }
            }
            int first = note.blocks("console").stream().mapToInt(Part::section).min()
                    .orElse(Integer.MAX_VALUE);
            note.blocks("wire").stream().filter(wire -> wire.section() < first)
                    .forEach(wire -> complaints.add(note.at(wire) + "no console block before this"
                            + " one tells which run it is of"));
        }
        return complaints;
    }

    /** Returns the commands that are typed in it. */
    Stream<String> commands() {
        return terminals.stream().flatMap(terminal -> terminal.lines().stream())
                .filter(line -> line.startsWith("$ ")).map(line -> line.substring(2));
    }

    /** Whether its programs have to be asked for their frames: no command in it does. */
    boolean isToShowWire() {
        return !wires.isEmpty() && commands().noneMatch(command -> command.contains("-Dwire"));
    }

    @Override
    public String toString() {
        Block first = terminals.get(0);
        return first.at(0) + first.lines().get(0);
    }
}
