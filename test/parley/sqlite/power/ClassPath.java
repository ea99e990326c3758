package parley.sqlite.power;

import org.sqlite.SQLiteException;

import parley.sqlite.SqliteStore;

import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the classes of the scribe are. The property of the virtual machine knows only the runner
/// of the tests.
final class ClassPath {
    private ClassPath() {}

    static String text() {
        return Stream.of(Scribe.class, SqliteStore.class, SQLiteException.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .distinct()
                .collect(Collectors.joining(":"));
    }
}
