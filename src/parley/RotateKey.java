package parley;

import parley.config.Loaded;
import parley.config.Settings.Storage;
import parley.ops.Logs;
import parley.privacy.KeyChange;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.sqlite.Errands.What;
import parley.sqlite.Rotation;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.StorageException;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// `parley rotate-key`: the database goes over to another secret.
final class RotateKey {
    /// A million rows take some ten seconds.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final PrintStream out;
    private final PrintStream err;

    RotateKey(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Changes the secret, and says what is left to do.
    ///
    /// @return the exit code
    int run(Loaded loaded) throws RefusedException, SecretException {
        var storage = loaded.settings().storage();
        storage.newSalt().ifPresent(salt -> Logs.redact(salt.reveal()));
        if (isNew(storage.database())) {
            out.println("There is no database at " + storage.database() + " yet: nothing to do.");
            return Main.FINE;
        }
        var problem = problem(storage);
        if (problem.isPresent()) {
            complain(problem.get());
            return Main.BAD_USAGE;
        }
        var change = change(storage);
        try {
            return rotate(storage.database(), change);
        } catch (RefusedException.InUse _) {
            return askRunningBot(storage.database(), change);
        } catch (StorageException e) {
            return failed(e.getMessage());
        }
    }

    private int rotate(Path database, KeyChange change) throws RefusedException, SecretException {
        boolean clean = Rotation.run(database, change, out::println);
        out.println("The secret is changed: " + change.advice() + ".");
        return clean
                ? Main.FINE
                : failed(
                        "something under the former secret may still be in unused parts of the"
                                + " file; the next start of the bot clears it");
    }

    /// The bot alone can do it while it runs, for it keeps names in memory that are made with the
    /// secret.
    private int askRunningBot(Path database, KeyChange change)
            throws RefusedException, SecretException {
        change.handOver();
        out.println("The running bot changes the secret; its log shows how far it is.");
        if (!new RunningBot(database, err).does(new What.ChangeSecret(), PATIENCE)) {
            return Main.FAILED;
        }
        try {
            // Asked only to see whether they fit.
            var _ = Database.keys(database, change.next());
        } catch (RefusedException.OtherSecret _) {
            return failed("the bot could not change the secret; its log tells why");
        }
        out.println("The secret is changed: " + change.advice() + ".");
        return Main.FINE;
    }

    private static KeyChange change(Storage storage) throws SecretException {
        if (storage.salt().isEmpty()) {
            return KeyChange.inFile(storage.database());
        }
        return KeyChange.inSettings(
                storage.database(),
                Secret.of(storage.salt().get().reveal()),
                Secret.of(storage.newSalt().orElseThrow().reveal()));
    }

    private static Optional<String> problem(Storage storage) {
        if (storage.salt().isEmpty()) {
            return storage.newSalt()
                    .map(
                            _ ->
                                    "NEW_MASK_SALT is set, but MASK_SALT is not: the secret is in a"
                                            + " file, and so will be the new one. Remove"
                                            + " NEW_MASK_SALT");
        }
        if (storage.newSalt().isEmpty()) {
            return Optional.of(
                    "MASK_SALT is set, so the new secret has to be in NEW_MASK_SALT: set that to 16"
                            + " characters or more that nobody can guess, and run this again");
        }
        return storage.newSalt().equals(storage.salt())
                ? Optional.of(
                        "NEW_MASK_SALT is the same as MASK_SALT: set another one, or remove it if"
                                + " the secret is changed already")
                : Optional.empty();
    }

    private static boolean isNew(Path database) {
        try {
            return Files.notExists(database) || Files.size(database) == 0;
        } catch (IOException _) {
            // Opening it will tell what is wrong.
            return false;
        }
    }

    private int failed(String text) {
        complain(text);
        return Main.FAILED;
    }

    private void complain(String text) {
        err.println("parley: " + Logs.redacted(text));
    }
}
