package parley;

import parley.bot.App;
import parley.config.Settings.Storage;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.sqlite.backup.Backup;
import parley.sqlite.backup.Backup.Contents;
import parley.sqlite.file.RefusedException;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// `parley backup`, `parley restore` and `parley verify`.
///
/// @param out where the outcome is said
record Backups(PrintStream out) {
    /// Copies the database beside the running bot, or without one.
    int backup(Storage storage, Path file) throws RefusedException {
        var made = Backup.make(storage.database(), file, Instant.now());
        out.println("Copied to " + file + ": " + words(made.contents()));
        if (!made.noted()) {
            out.println(
                    "The metrics will not tell of it: no file can be made beside the database.");
        }
        out.println("It is of use only with the secret, which belongs somewhere else.");
        return Main.FINE;
    }

    /// Puts a copy in the place of the database.
    int restore(Storage storage, Path file) throws RefusedException, SecretException {
        requireFile(file);
        var aside = Backup.restore(file, storage.database(), secret(storage), Instant.now());
        out.println("Restored to " + storage.database() + ".");
        aside.ifPresent(former -> out.println("What was there before is now " + former + "."));
        return Main.FINE;
    }

    /// Looks whether a copy, or the database itself, is whole and under the present secret.
    int verify(Storage storage, Optional<Path> file) throws RefusedException, SecretException {
        var subject = file.orElse(storage.database());
        requireFile(subject);
        var contents = Backup.verify(subject, Optional.of(secret(storage)));
        out.println(subject + " is whole, and under the present secret: " + words(contents));
        return Main.FINE;
    }

    private static void requireFile(Path file) throws RefusedException {
        if (Files.notExists(file)) {
            throw new RefusedException("there is no file at " + file);
        }
    }

    private static Secret secret(Storage storage) throws RefusedException, SecretException {
        var chosen = App.chosenSecret(storage);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        var file = storage.database().toAbsolutePath().resolveSibling(Secret.FILE);
        if (Files.notExists(file)) {
            // A bot that starts would make one; it opens no copy that there is.
            throw new RefusedException(
                    file + " is missing: bring it back, or set MASK_SALT to what it was");
        }
        return Secret.beside(storage.database());
    }

    private static String words(Contents contents) {
        return "%,d bytes, %,d chats, %,d people in them or waiting, %,d reports"
                .formatted(
                        contents.bytes(), contents.chats(), contents.people(), contents.reports());
    }
}
