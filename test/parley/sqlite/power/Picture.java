package parley.sqlite.power;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.chat.Change;
import parley.sqlite.SqliteStore;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// All that a database holds, in a form that can be compared. It is painted from steps, or from
/// what a store replays.
final class Picture {
    private final SortedMap<Long, String> journal = new TreeMap<>();
    private final SortedMap<Long, String> chats = new TreeMap<>();
    private final SortedSet<Long> waiting = new TreeSet<>();

    static Picture of(SqliteStore store) {
        var picture = new Picture();
        store.load(picture::change);
        int damaged =
                store.journal()
                        .load(e -> picture.journal.put(e.number(), new String(e.content(), UTF_8)));
        picture.journal.put(0L, damaged + " damaged");
        return picture;
    }

    static String update(long number) {
        return "update " + number;
    }

    void add(Step step) {
        journal.put(0L, "0 damaged");
        switch (step) {
            case Step.Append(long first, int count) -> {
                for (long number = first; number < first + count; number++) {
                    journal.put(number, update(number));
                }
            }
            case Step.Save(var changes, long number, var rest) -> {
                changes.forEach(this::change);
                journal.put(number, rest);
            }
            case Step.End(long number) -> journal.put(number, "");
        }
    }

    /// Equal for equal pictures only.
    @Override
    public String toString() {
        return "journal " + journal + ", chats " + chats + ", waiting " + waiting;
    }

    private void change(Change change) {
        switch (change) {
            case Change.Waits waits -> waiting.add(waits.who().id().value());
            case Change.Paired paired -> {
                waiting.remove(paired.one().id().value());
                waiting.remove(paired.other().id().value());
                chats.put(
                        paired.session().value(),
                        paired.one().id().value() + " and " + paired.other().id().value());
            }
            case Change.Ended ended -> chats.put(ended.session().value(), "over");
            default -> throw new AssertionError("not in the script: " + change);
        }
    }
}
