package parley.privacy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// One change of the secret of a database, and what becomes of the files that hold secrets.
///
/// A new secret that is not in the settings waits in `secret.key.next` until the database is under
/// it, and then takes the place of `secret.key`. Until the database changes, what waits has no
/// meaning. A process that is killed after that leaves a `secret.key` that does not fit the
/// database and a `secret.key.next` that does, so whoever comes next can finish.
public final class KeyChange {
    private static final String OLD = Secret.FILE + ".old";

    private final Path database;
    private final boolean inSettings;
    private final Secret former;
    private final Secret next;

    private KeyChange(Path database, boolean inSettings, Secret former, Secret next) {
        this.database = database;
        this.inSettings = inSettings;
        this.former = former;
        this.next = next;
    }

    /// From the secret in the file beside a database to the one that waits there or, if none does,
    /// to a new one. Writes nothing yet.
    ///
    /// @throws SecretException when a file cannot be used
    public static KeyChange inFile(Path database) throws SecretException {
        var waiting = waiting(database, Optional.empty());
        return waiting.isPresent()
                ? waiting.get()
                : new KeyChange(database, false, Secret.beside(database), Secret.random());
    }

    /// From one secret of the settings to another. The operator keeps both.
    public static KeyChange inSettings(Path database, Secret former, Secret next) {
        return new KeyChange(database, true, former, next);
    }

    /// To the secret that waits beside a database, if another one does.
    ///
    /// @param chosen the secret of the settings, if they have one
    /// @throws SecretException when a file cannot be used
    public static Optional<KeyChange> waiting(Path database, Optional<Secret> chosen)
            throws SecretException {
        var file = SecretFile.next(database);
        if (!file.isThere()) {
            return Optional.empty();
        }
        var former = chosen.isPresent() ? chosen.get() : Secret.beside(database);
        try {
            var next = chosen.isPresent() ? file.read() : file.read(Secret.DIGITS);
            return Optional.of(new KeyChange(database, chosen.isPresent(), former, next))
                    .filter(change -> !next.is(former));
        } catch (IOException e) {
            throw new SecretException("read the next secret", e);
        }
    }

    /// The secret that the database is under before.
    public Secret former() {
        return former;
    }

    /// The secret that the database is under afterwards.
    public Secret next() {
        return next;
    }

    /// Sees to it that the next secret is not lost, whenever this process dies. For whoever holds
    /// the database, before it is changed.
    ///
    /// @throws SecretException when it cannot be written
    public void prepare() throws SecretException {
        var file = SecretFile.next(database);
        try {
            if (!inSettings && !file.holds(next)) {
                file.write(next);
            }
            if (!inSettings) {
                file.force();
                file.giveTo(database);
            }
        } catch (IOException e) {
            throw new SecretException("write the next secret", e);
        }
    }

    /// Lets the next secret wait beside the database, for the bot that holds it.
    ///
    /// @throws SecretException when it cannot be written, or when another one waits
    public void handOver() throws SecretException {
        var file = SecretFile.next(database);
        try {
            if (inSettings) {
                file.write(next);
            } else {
                // Another one that waits is perhaps the only copy of what the database is under.
                file.create(next);
            }
            if (!file.holds(next)) {
                throw new SecretException(
                        "another `parley rotate-key` is at work; run this again when it is done");
            }
            file.giveTo(database);
        } catch (IOException e) {
            throw new SecretException("write the next secret", e);
        }
    }

    /// Puts the files right once the database is under the next secret: the new one takes its
    /// place, the former one is kept for older backups. Secrets of the settings stay in no file.
    /// May be done again. For whoever holds the database, so that one process does it at a time.
    ///
    /// @throws SecretException when a file cannot be written; the next start does it then
    public void finish() throws SecretException {
        var waiting = SecretFile.next(database);
        var current = SecretFile.current(database);
        try {
            if (!inSettings) {
                replace(current, waiting);
            }
            if (waiting.holds(next)) {
                waiting.delete();
            }
            current.sweep();
        } catch (IOException e) {
            throw new SecretException(
                    "put the files right (the database is under the secret in "
                            + waiting.path()
                            + ": mend this, and start the bot or run this again)",
                    e);
        }
    }

    /// What is left for the operator to do, in words.
    public String advice() {
        return inSettings
                ? "put the new secret into MASK_SALT and remove NEW_MASK_SALT before the bot is"
                        + " started; the former one opens older backups only, destroy it with them"
                : "the new secret is in "
                        + SecretFile.current(database).path()
                        + "; former ones are kept beside it as "
                        + OLD
                        + ", .old.2 and so on: each opens older backups only, delete it with them";
    }

    /// The current file is there at every moment: what is renamed is put over it.
    private void replace(SecretFile current, SecretFile waiting) throws IOException {
        if (current.holds(next)) {
            return;
        }
        if (!waiting.holds(next)) {
            waiting.write(next);
        }
        keep(current.path());
        Files.move(waiting.path(), current.path(), StandardCopyOption.ATOMIC_MOVE);
        current.force();
    }

    /// What was kept before opens other backups, so it is never written over.
    private static void keep(Path current) throws IOException {
        for (int i = 1; ; i++) {
            var kept = current.resolveSibling(i == 1 ? OLD : OLD + "." + i);
            try {
                Files.createLink(kept, current);
                return;
            } catch (FileAlreadyExistsException e) {
                if (Files.isSameFile(kept, current)) {
                    return;
                }
            }
        }
    }
}
