package parley.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/// A journal in words.
final class Pages {
    private final SqliteStore store;

    Pages(SqliteStore store) {
        this.store = store;
    }

    static long known(long number) {
        return Long.MAX_VALUE / number;
    }

    /// Appends these together and waits until they are durable.
    void append(String... contents) throws InterruptedException {
        store.awaitDurable(queue(contents));
    }

    /// Queues one.
    ///
    /// @return its number
    long add(String content) {
        long number = store.journal().number();
        var entry = new JournalEntry(number, known(number), content.getBytes(UTF_8));
        store.journal().append(List.of(entry));
        return number;
    }

    long queue(String... contents) {
        var entries = new ArrayList<JournalEntry>();
        for (var content : contents) {
            long number = store.journal().number();
            entries.add(new JournalEntry(number, known(number), content.getBytes(UTF_8)));
        }
        return store.journal().append(entries);
    }

    /// Number and content of each row.
    List<String> left() {
        var left = new ArrayList<String>();
        store.journal()
                .load(entry -> left.add(entry.number() + " " + new String(entry.content(), UTF_8)));
        return left;
    }

    List<Long> known() {
        var known = new ArrayList<Long>();
        store.journal().load(entry -> known.add(entry.known()));
        return known;
    }
}
