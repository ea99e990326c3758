package parley.bot;

import parley.sqlite.Errands;
import parley.sqlite.Errands.Errand;
import parley.sqlite.file.StorageException;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Looks once a second for what commands beside the running bot ask of it, and hands each errand on
/// once.
final class Porter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("parley");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Errands errands;
    private final Consumer<Errand> work;
    private final Set<Long> taken = new HashSet<>();
    private final Thread thread = Thread.ofVirtual().name("porter").unstarted(this::run);

    /// @param work does one, or starts to; it says [Errands#done] itself
    Porter(Errands errands, Consumer<Errand> work) {
        this.errands = errands;
        this.work = work;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            for (var errand : errands.left()) {
                if (taken.add(errand.number())) {
                    work.accept(errand);
                }
            }
        } catch (StorageException e) {
            LOG.log(Level.DEBUG, "errands cannot be read now: {0}", e.getMessage());
        }
    }
}
