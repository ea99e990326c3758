package parley.sqlite;

import parley.privacy.KeyChange;
import parley.sqlite.file.RefusedException;

import java.io.IOException;
import java.nio.file.Path;

/// Another process: it changes the secret in the file beside a database, once.
final class Rotator {
    static final int TURNED_AWAY = 7;

    private Rotator() {}

    static Process start(Path file) throws IOException {
        return Saver.launch(Rotator.class, file.toString());
    }

    /// @param args the database
    public static void main(String[] args) throws Exception {
        var file = Path.of(args[0]);
        try {
            Rotation.run(file, KeyChange.inFile(file), _ -> {});
        } catch (RefusedException.InUse | RefusedException.OtherSecret _) {
            // Another one is at it, or has just done it.
            System.exit(TURNED_AWAY);
        }
    }
}
