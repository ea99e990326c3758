package parley;

import parley.sqlite.Errands;
import parley.sqlite.Errands.What;
import parley.sqlite.file.RefusedException;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/// The bot that holds a database at the moment, as a command beside it sees it.
///
/// @param err where problems are said
record RunningBot(Path database, PrintStream err) {
    private static final Duration PAUSE = Duration.ofMillis(100);

    /// Has the bot do something, and waits until it is done.
    ///
    /// @param patience how long it may take
    /// @return whether it is done; if not, it will not be done later either
    /// @throws RefusedException when the bot cannot be asked
    boolean does(What what, Duration patience) throws RefusedException {
        long errand = Errands.leave(database, what);
        try {
            long end = System.nanoTime() + patience.toNanos();
            while (Errands.isLeft(database, errand)) {
                if (System.nanoTime() > end) {
                    Errands.withdraw(database, errand);
                    err.println(
                            "parley: the running bot did not do it within "
                                    + patience.toSeconds()
                                    + " seconds; look into its log, or stop it and run this again");
                    return false;
                }
                Thread.sleep(PAUSE);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
