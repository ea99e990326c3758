package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;
import static parley.engine.Stage.TEXT;

import org.junit.jupiter.api.Test;

import parley.chat.ChatEvent.Said;
import parley.chat.Person;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class MailboxesTest {
    private final List<Long> handled = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Mailboxes mailboxes = new Mailboxes(this::handle);

    @Test
    void oneThingIsHandledAtATimeForAPersonAndOthersGoOn() throws Exception {
        mailboxes.put(said(ALICE, 0, () -> {}));
        mailboxes.put(said(ALICE, 1, () -> {}));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        for (long n = 10; n < 20; n++) {
            var done = new CountDownLatch(1);
            mailboxes.put(said(Stage.person(n), n, done::countDown));
            assertTrue(done.await(20, TimeUnit.SECONDS));
        }
        assertEquals(10, handled.size());

        open.countDown();
        mailboxes.close(Duration.ofSeconds(20));

        assertEquals(List.of(0L, 1L), handled.subList(10, 12));
    }

    @Test
    void aBugCostsOneEventWhichIsDoneWith() throws Exception {
        var done = new AtomicInteger();
        mailboxes.put(said(BOB, -1, done::incrementAndGet));
        mailboxes.put(said(BOB, 2, () -> {}));

        mailboxes.close(Duration.ofSeconds(20));

        assertEquals(List.of(2L), handled);
        assertEquals(1, done.get());
    }

    @Test
    void closingInterruptsWhatIsNotDoneInTime() throws Exception {
        mailboxes.put(said(ALICE, 0, () -> {}));
        assertTrue(reached.await(20, TimeUnit.SECONDS));

        mailboxes.close(Duration.ZERO);

        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    }

    @Test
    void nothingIsTakenAfterClosing() throws Exception {
        mailboxes.close(Duration.ofSeconds(20));

        mailboxes.put(said(BOB, 1, () -> {}));

        assertEquals(List.of(), handled);
    }

    /// The first message is held until the test lets it go on.
    private void handle(Incoming incoming) {
        long message = incoming.messageId().orElseThrow();
        if (message < 0) {
            throw new IllegalStateException("a bug");
        }
        if (message == 0) {
            hold();
        }
        handled.add(message);
        incoming.done().run();
    }

    private void hold() {
        reached.countDown();
        try {
            open.await();
        } catch (InterruptedException _) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private static Incoming said(Person from, long message, Runnable done) {
        return Incoming.said(new Said(from, Stage.START), message, TEXT, done);
    }
}
