package parley.playground;

import parley.json.Json;
import parley.playground.schema.Refusal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The updates that wait for the bot, and `getUpdates` with all its habits: an update stays until
/// an offset above it arrives, whatever became of the answers that carried it.
final class Updates {
    private static final String WEBHOOK_ACTIVE =
            "can't use getUpdates method while webhook is active;"
                    + " use deleteWebhook to delete the webhook first";
    private static final String OTHER_POLL =
            "terminated by other getUpdates request;"
                    + " make sure that only one bot instance is running";
    private static final String WEBHOOK_SET = "terminated by setWebhook request";
    private static final int MAX_WAITING = 100_000;
    private static final int MAX_ANSWER = 4 << 20;
    private static final long FUTURE = 10;
    private static final Duration CONFLICT_PAUSE = Duration.ofSeconds(3);

    /// What is delivered when the bot never said what it wants, of the types that are played here.
    private static final Set<String> DEFAULT =
            Set.of("message", "edited_message", "callback_query", "my_chat_member");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Update> queue = new ArrayDeque<>();
    private Set<String> allowed = DEFAULT;
    private long tail = 850_000_001;
    private String webhook = "";
    private Poll waiting;
    private long lastOffset;
    private long lastPoll;
    private boolean polledBefore;
    private long conflictAfter = System.nanoTime();

    private record Update(long id, String json) {}

    private static final class Poll {
        private String conflict;
        private boolean over;
    }

    /// What one `getUpdates` asks for; the numbers as they came.
    record Query(long offset, long limit, long timeoutSeconds) {}

    /// Queues an update, unless the bot does not want its type.
    void push(String type, Map<String, Object> payload) {
        String json = ",\"" + type + "\":" + Json.write(payload) + "}";
        locked(
                () -> {
                    if (allowed.contains(type) && queue.size() < MAX_WAITING) {
                        queue.addLast(new Update(tail, "{\"update_id\":" + tail + json));
                        tail++;
                        news.signalAll();
                    }
                });
    }

    /// The updates as a JSON array, after waiting for the first one if need be.
    ///
    /// @throws Refusal 409 when there is a webhook, or when a newer poll takes the place of this
    ///   one
    String poll(Query query) throws InterruptedException, Refusal {
        String conflict;
        lock.lock();
        try {
            conflict = webhook.isEmpty() ? null : WEBHOOK_ACTIVE;
            if (conflict == null) {
                var poll = new Poll();
                String found = await(poll, calmed(query));
                if (poll.conflict == null) {
                    return found;
                }
                conflict = poll.conflict;
            }
        } finally {
            lock.unlock();
        }
        pauseBeforeConflict();
        throw Refusal.of(409, "Conflict: " + conflict);
    }

    private String await(Poll poll, Query query) throws InterruptedException {
        String found = take(query);
        if (!found.equals("[]") || query.timeoutSeconds() == 0) {
            return found;
        }
        end(OTHER_POLL);
        waiting = poll;
        long left = Duration.ofSeconds(query.timeoutSeconds()).toNanos();
        while (found.equals("[]") && left > 0 && !poll.over) {
            left = news.awaitNanos(left);
            found = poll.over ? "[]" : take(query);
        }
        if (waiting == poll) {
            waiting = null;
        }
        return found;
    }

    /// Ends the poll that waits, with a conflict or, without one, with nothing.
    private void end(String conflict) {
        if (waiting != null) {
            waiting.conflict = conflict;
            waiting.over = true;
            waiting = null;
            news.signalAll();
        }
    }

    /// The limits of the server, and its brakes for clients that ask the same thing all the time.
    private Query calmed(Query query) {
        long limit = query.limit() < 1 ? 1 : Math.min(query.limit(), 100);
        long timeout = Math.clamp(query.timeoutSeconds(), 0, 50);
        long now = System.nanoTime();
        if (polledBefore && query.offset() == lastOffset) {
            long since = now - lastPoll;
            timeout = since < Duration.ofSeconds(3).toNanos() ? Math.max(timeout, 3) : timeout;
            limit = since < Duration.ofMillis(500).toNanos() ? 1 : limit;
        }
        polledBefore = true;
        lastOffset = query.offset();
        lastPoll = now;
        return new Query(query.offset(), limit, timeout);
    }

    private String take(Query query) {
        long head = queue.isEmpty() ? tail : queue.getFirst().id();
        long from = query.offset();
        if (from < 0) {
            from = Math.max(head, tail + from);
        } else if (from > tail + FUTURE || from < head - MAX_WAITING) {
            from = 0;
        }
        while (!queue.isEmpty() && queue.getFirst().id() < from) {
            queue.removeFirst();
        }
        var json = new StringBuilder("[");
        long taken = 0;
        for (Update update : queue) {
            if (taken++ == query.limit() || json.length() + update.json().length() > MAX_ANSWER) {
                break;
            }
            json.append(json.length() == 1 ? "" : ",").append(update.json());
        }
        return json.append("]").toString();
    }

    /// The first conflict is told at once, those after it slowly, so that two bots do not race.
    private void pauseBeforeConflict() {
        long pause;
        lock.lock();
        try {
            long now = System.nanoTime();
            pause = conflictAfter - now > 0 ? CONFLICT_PAUSE.toNanos() : 0;
            conflictAfter = pause > 0 ? conflictAfter : now + CONFLICT_PAUSE.toNanos();
        } finally {
            lock.unlock();
        }
        LockSupport.parkNanos(pause);
    }

    /// Which types are queued from now on; an empty list means the default.
    void allow(List<String> types) {
        locked(() -> allowed = types.isEmpty() ? DEFAULT : Set.copyOf(types));
    }

    /// Sets the webhook, or takes it away when the address is empty.
    void webhook(String address, boolean dropPending) {
        locked(
                () -> {
                    webhook = address;
                    if (dropPending) {
                        queue.clear();
                    }
                    if (!address.isEmpty()) {
                        end(WEBHOOK_SET);
                    }
                });
    }

    /// The answer to `getWebhookInfo`.
    Map<String, Object> webhookInfo() {
        var info = new LinkedHashMap<String, Object>();
        locked(
                () -> {
                    info.put("url", webhook);
                    info.put("has_custom_certificate", false);
                    info.put("pending_update_count", queue.size());
                    info.put("allowed_updates", allowed.stream().sorted().toList());
                });
        return info;
    }

    /// What happens after a week of silence: the next update gets this id, which may be lower.
    void continueAt(long id) {
        locked(
                () -> {
                    queue.clear();
                    tail = id;
                });
    }

    /// Lets the poll that waits go.
    void close() {
        locked(() -> end(null));
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }
}
