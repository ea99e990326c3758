package parley;

import parley.bot.App;
import parley.bot.Offline;
import parley.chat.Pseudonym;
import parley.config.Settings.Storage;
import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.sqlite.Errands.What;
import parley.sqlite.Rotation;
import parley.sqlite.SqliteStore;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// `parley erase`: what `/forget` does, for an operator whom somebody asked for it.
///
/// @param out where the outcome is said
/// @param err where problems are said
record Erase(PrintStream out, PrintStream err) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{32}");

    /// Whom to erase, once the keys are known.
    ///
    /// @param who a Telegram id, or a pseudonym in hexadecimal, as `parley reports` shows it
    /// @return nothing if it is neither
    static Optional<Function<Keys, Pseudonym>> subject(String who) {
        if (PSEUDONYM.matcher(who).matches()) {
            var halves = ByteBuffer.wrap(HexFormat.of().parseHex(who));
            var pseudonym = new Pseudonym(halves.getLong(), halves.getLong());
            return Optional.of(_ -> pseudonym);
        }
        return ID.matcher(who).matches()
                ? Optional.of(keys -> keys.pseudonyms().of(Long.parseLong(who), Pseudonym::new))
                : Optional.empty();
    }

    /// Erases everything about a person but for what others said, by the running bot if there is
    /// one.
    ///
    /// @return the exit code
    int run(Storage storage, Function<Keys, Pseudonym> subject)
            throws RefusedException, SecretException {
        var path = storage.database();
        if (Files.notExists(path)) {
            out.println("There is no database at " + path + " yet: nothing is kept of anybody.");
            return Main.FINE;
        }
        var chosen = App.chosenSecret(storage);
        try {
            erase(Rotation.open(path, chosen), subject);
        } catch (RefusedException.InUse _) {
            var secret = chosen.isPresent() ? chosen.get() : Secret.beside(path);
            var who = subject.apply(Database.keys(path, secret));
            if (!new RunningBot(path, err).does(new What.Erase(who), PATIENCE)) {
                return Main.FAILED;
            }
        }
        out.println("Erased, but for what others reported.");
        return Main.FINE;
    }

    private static void erase(Database database, Function<Keys, Pseudonym> subject) {
        var keys = database.keys();
        try (var store =
                new SqliteStore(database, keys, true, InstantSource.system(), Erase::fail)) {
            Offline.erase(store, subject.apply(keys));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(String reason) {
        System.err.println("parley: " + reason);
        Runtime.getRuntime().halt(Main.FAILED);
    }
}
