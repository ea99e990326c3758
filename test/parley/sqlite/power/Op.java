package parley.sqlite.power;

/// What a process did, in its order. A file is a number here: names come and go.
sealed interface Op {
    record Create(String name, int file) implements Op {}

    record Rename(String from, String to) implements Op {}

    record Remove(String name) implements Op {}

    record Write(int file, long at, byte[] bytes) implements Op {}

    record Cut(int file, long size) implements Op {}

    record Sync(int file) implements Op {}

    record SyncFolder() implements Op {}

    /// It said that so many steps are durable.
    record Told(int steps) implements Op {}
}
