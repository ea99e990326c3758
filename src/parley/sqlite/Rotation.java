package parley.sqlite;

import parley.privacy.KeyChange;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Rekeying;
import parley.sqlite.file.StorageException;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts a database under another secret, so that the former one is worth nothing against a later
/// copy of it. All of it changes in one transaction: whenever the process dies, the database is
/// under one of the two, and files that do not fit it yet are put right by whoever comes next.
public final class Rotation {
    private Rotation() {}

    /// Changes the secret and puts the key files right, holding the database all the while. One
    /// that an earlier run changed already is only finished.
    ///
    /// @param progress told how far it is, and what is not as it should be, in lines for people
    /// @return whether nothing that was made with the former secret is left in the file; what is
    ///   left goes at the next opening
    /// @throws RefusedException when the database is in use, cannot be opened with either secret or
    ///   cannot be changed; it is as it was then
    /// @throws SecretException when the database is changed but a key file cannot be put right; a
    ///   next start or run finishes that
    public static boolean run(Path path, KeyChange change, Consumer<String> progress)
            throws RefusedException, SecretException {
        try (var database = openForChange(path, change, progress)) {
            change.finish();
            progress.accept("clearing what is left of the former secret");
            var left = Rekeying.clean(database);
            left.ifPresent(why -> progress.accept("could not be cleared: " + why));
            return left.isEmpty();
        } catch (StorageException e) {
            // All that matters is done, and on disk.
            progress.accept(e.getMessage());
            return false;
        }
    }

    /// Opens a database under the secret of the settings or, without one, under that in the file
    /// beside it. When a run was killed after it had changed the database, the key files are put
    /// right first.
    ///
    /// @throws RefusedException as [Database#open] does
    /// @throws SecretException when a key file cannot be used
    public static Database open(Path path, Optional<Secret> chosen)
            throws RefusedException, SecretException {
        if (chosen.isPresent()) {
            var secret = chosen.get();
            return finished(
                    Database.open(path, secret), KeyChange.inSettings(path, secret, secret));
        }
        try {
            return Database.open(path, Secret.beside(path));
        } catch (RefusedException.OtherSecret e) {
            var change = KeyChange.waiting(path, chosen);
            if (change.isEmpty()) {
                throw e;
            }
            return finished(openChanged(path, change.get(), e), change.get());
        }
    }

    private static Database openForChange(Path path, KeyChange change, Consumer<String> progress)
            throws RefusedException, SecretException {
        try {
            return changed(Database.open(path, change.former()), change, progress);
        } catch (RefusedException.OtherSecret e) {
            var database = openChanged(path, change, e);
            progress.accept("the database is under the new secret already");
            return database;
        }
    }

    private static Database changed(Database database, KeyChange change, Consumer<String> progress)
            throws RefusedException, SecretException {
        try {
            change.prepare();
            var former = database.keys();
            var next = former.next(change.next());
            Rekeying.run(database, next, tx -> new Renewal(former, next, progress).on(tx));
            return database;
        } catch (RefusedException | SecretException | RuntimeException e) {
            try (database) {
                throw e;
            }
        }
    }

    /// @param refused why it is not under the former secret, which is what counts when it is not
    ///   under the next one either
    private static Database openChanged(
            Path path, KeyChange change, RefusedException.OtherSecret refused)
            throws RefusedException {
        try {
            return Database.open(path, change.next());
        } catch (RefusedException.OtherSecret _) {
            throw refused;
        }
    }

    private static Database finished(Database database, KeyChange change) throws SecretException {
        try {
            change.finish();
            return database;
        } catch (SecretException | RuntimeException e) {
            try (database) {
                throw e;
            }
        }
    }
}
