package parley.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import parley.playground.schema.Refusal;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

class UpdatesTest {
    private final Updates updates = new Updates();

    /// A poll that is known to wait.
    private FutureTask<String> waitingPoll(long offset) {
        Callable<String> poll = () -> updates.poll(new Updates.Query(offset, 100, 50));
        var task = new FutureTask<>(poll);
        var thread = Thread.ofPlatform().daemon().start(task);
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return task;
    }

    @Test
    void theOlderOfTwoPollsIsTerminatedAndTheNewerLives() throws Exception {
        var older = waitingPoll(0);
        var newer = waitingPoll(1);
        updates.push("message", Map.of("text", "hi"));

        assertConflict(
                "Conflict: terminated by other getUpdates request;"
                        + " make sure that only one bot instance is running",
                older);
        assertTrue(newer.get().contains("hi"));
    }

    @Test
    void aPollThatFindsUpdatesDisturbsNobody() throws Exception {
        var waiting = waitingPoll(0);
        updates.push("message", Map.of("text", "hi"));
        String other = updates.poll(new Updates.Query(1, 100, 0));

        assertEquals(other, waiting.get());
    }

    @Test
    void aWebhookTerminatesTheWaitingPoll() {
        var waiting = waitingPoll(0);
        updates.webhook("https://example.org/hook", false);

        assertConflict("Conflict: terminated by setWebhook request", waiting);
    }

    @Test
    void aClosedQueueLetsTheWaitingPollGo() throws Exception {
        var waiting = waitingPoll(0);
        updates.close();

        assertEquals("[]", waiting.get());
    }

    private static void assertConflict(String description, FutureTask<String> poll) {
        var failure = assertThrows(ExecutionException.class, poll::get).getCause();
        assertEquals(409, ((Refusal) failure).status());
        assertEquals(description, failure.getMessage());
    }
}
