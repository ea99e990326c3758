package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;

import org.junit.jupiter.api.Test;

import parley.chat.Person;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class MailboxesTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);

    private final List<Integer> handled = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Mailboxes mailboxes = new Mailboxes();

    @Test
    void oneThingIsDoneAtATimeForAPersonAndOthersGoOn() throws Exception {
        put(ALICE, this::hold);
        put(ALICE, () -> handled.add(1));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        for (int n = 10; n < 20; n++) {
            int number = n;
            var done = new CountDownLatch(1);
            put(
                    Stage.person(n),
                    () -> {
                        handled.add(number);
                        done.countDown();
                    });
            assertTrue(done.await(20, TimeUnit.SECONDS));
        }
        assertEquals(10, handled.size());

        open.countDown();

        assertTrue(mailboxes.close(PLENTY));
        assertEquals(List.of(0, 1), handled.subList(10, 12));
    }

    @Test
    void closingInterruptsWhatIsNotDoneInTimeAndSaysSo() throws Exception {
        put(ALICE, this::hold);
        assertTrue(reached.await(20, TimeUnit.SECONDS));

        assertFalse(mailboxes.close(Duration.ZERO));

        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    }

    @Test
    void nothingIsTakenAfterClosing() throws Exception {
        assertTrue(mailboxes.close(PLENTY));

        put(BOB, () -> handled.add(1));

        assertEquals(List.of(), handled);
    }

    private void put(Person owner, Runnable task) {
        mailboxes.put(owner.pseudonym(), task);
    }

    /// Goes on when the test lets it.
    private void hold() {
        reached.countDown();
        try {
            open.await();
        } catch (InterruptedException _) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
        }
        handled.add(0);
    }
}
