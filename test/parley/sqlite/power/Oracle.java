package parley.sqlite.power;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.sqlite.SqliteStore;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.StorageException;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Knows what a database may hold: the script up to some step, and never less than what was told.
final class Oracle {
    private final Map<UUID, Integer> prefixes = new HashMap<>();

    Oracle(List<Step> steps) {
        var picture = new Picture();
        picture.add(new Step.Append(1, 0));
        prefixes.put(print(picture), 0);
        for (int i = 0; i < steps.size(); i++) {
            picture.add(steps.get(i));
            prefixes.put(print(picture), i + 1);
        }
    }

    /// What became of a database. Only the first is good.
    enum Fate {
        SOUND,
        LOST,
        HALF,
        CORRUPT
    }

    /// @param text what is wrong, for people
    record Verdict(Fate fate, String text) {}

    /// Opens a database as the program does.
    ///
    /// @param told after how many steps everything was said to be durable
    Verdict judge(Path file, int told) {
        try (var database = Database.open(file, Script.KEYS)) {
            var sound = check(database);
            if (!"ok".equals(sound)) {
                return new Verdict(Fate.CORRUPT, sound);
            }
            var clock = InstantSource.fixed(Script.NOW);
            try (var store = new SqliteStore(database, Script.KEYS, true, clock, _ -> {})) {
                return compare(Picture.of(store), told);
            }
        } catch (RefusedException | SQLException | StorageException e) {
            return new Verdict(Fate.CORRUPT, e + " " + e.getCause());
        }
    }

    private Verdict compare(Picture picture, int told) {
        int kept = prefixes.getOrDefault(print(picture), -1);
        if (kept < 0) {
            return new Verdict(Fate.HALF, picture.toString());
        }
        return new Verdict(kept < told ? Fate.LOST : Fate.SOUND, "kept " + kept + " of " + told);
    }

    private static UUID print(Picture picture) {
        return UUID.nameUUIDFromBytes(picture.toString().getBytes(UTF_8));
    }

    private static String check(Database database) throws SQLException {
        try (var statement = database.connection().createStatement();
                var rows = statement.executeQuery("PRAGMA quick_check")) {
            return rows.next() ? rows.getString(1) : "no answer";
        }
    }
}
