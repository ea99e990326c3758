package parley;

import parley.sqlite.Errands;
import parley.sqlite.Errands.What;
import parley.sqlite.file.Beside;
import parley.sqlite.file.RefusedException;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/// The bot that holds a database at the moment, as a command beside it sees it.
///
/// @param err where problems are said
record RunningBot(Path database, PrintStream err) {
    private static final Duration PAUSE = Duration.ofMillis(100);

    /// Looks in a row that find nobody: some three seconds.
    private static final int MOST_ABSENT = 30;

    /// Has the bot do something, and waits until it is done.
    ///
    /// @param patience how long it may take
    /// @return whether it is done; if not, it will not be done later either
    /// @throws RefusedException when the bot cannot be asked
    boolean does(What what, Duration patience) throws RefusedException {
        long errand = Errands.leave(database, what);
        long end = System.nanoTime() + patience.toNanos();
        int absent = 0;
        try {
            while (Errands.isLeft(database, errand)) {
                // Between closing and opening again it holds nothing for a moment.
                absent = Beside.isHeld(database) ? 0 : absent + 1;
                if (absent > MOST_ABSENT) {
                    return withdraw(errand, "the bot has ended meanwhile; run this again");
                }
                if (System.nanoTime() > end) {
                    return withdraw(
                            errand,
                            "the running bot did not do it within "
                                    + patience.toSeconds()
                                    + " seconds; look into its log, or stop it and run this again");
                }
                Thread.sleep(PAUSE);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean withdraw(long errand, String why) throws RefusedException {
        Errands.withdraw(database, errand);
        err.println("parley: " + why);
        return false;
    }
}
