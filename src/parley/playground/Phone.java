package parley.playground;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One person's app: the chat with the bot as it is now, and what the bot did in it, in order.
///
/// It remembers at least the newest 5,000 of each; the system property `parley.playground.kept`
/// sets another number, for instance a small one for a long benchmark.
public final class Phone {
    private static final int KEPT = Integer.getInteger("parley.playground.kept", 5_000);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<Long, Shown> chat =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Shown> eldest) {
                    return size() > KEPT;
                }
            };
    private final List<Received> received = new ArrayList<>();
    private final List<String> toasts = new ArrayList<>();
    private final List<Consumer<Received>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Change>> watchers = new CopyOnWriteArrayList<>();
    private int read;

    Phone() {}

    /// A message in the chat; those with a reply keyboard cannot be edited.
    record Shown(Map<String, Object> message, boolean editable) {}

    /// Something that looks different now.
    public sealed interface Change {
        /// A message of either side is new, or says something else.
        record Shown(Map<String, Object> message) implements Change {}

        /// A message is gone.
        record Gone(long messageId) implements Change {}

        /// A text came in answer to the press of a button.
        record Toasted(String text) implements Change {}

        /// These emoji of one side are on a message now, in place of those before.
        record Reacted(long messageId, boolean byBot, List<String> emoji) implements Change {}
    }

    /// Work that nothing else in this chat may come between.
    @FunctionalInterface
    interface Step<T, X extends Exception> {
        T run() throws X;
    }

    /// The next thing from the bot that matches. All before it counts as read, too; when nothing
    /// matches, nothing does.
    ///
    /// @throws AssertionError when the limit passes first, with what was unread
    public Received awaits(Predicate<Received> wanted, Duration limit) {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (true) {
                for (int i = read; i < received.size(); i++) {
                    if (wanted.test(received.get(i))) {
                        read = i + 1;
                        return received.get(i);
                    }
                }
                if (left <= 0) {
                    throw new AssertionError(
                            "not received within " + limit + "; unread: " + unread());
                }
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted; unread: " + unread());
        } finally {
            lock.unlock();
        }
    }

    private List<String> unread() {
        return received.subList(read, received.size()).stream()
                .map(item -> item.method() + " " + item.text() + " " + item.buttons())
                .toList();
    }

    /// Everything the bot did in this chat, in order.
    public List<Received> received() {
        return inTurn(() -> List.copyOf(received));
    }

    /// The texts of the answers to button presses, in order; an answer without a text is not here.
    public List<String> toasts() {
        return inTurn(() -> List.copyOf(toasts));
    }

    /// The messages of both sides that are there now, as the app shows them, oldest first.
    public List<Map<String, Object>> screen() {
        return inTurn(() -> chat.values().stream().map(Shown::message).toList());
    }

    /// Runs a step with the chat to itself, so that ids, messages and updates have one order.
    <T, X extends Exception> T inTurn(Step<T, X> step) throws X {
        lock.lock();
        try {
            return step.run();
        } finally {
            lock.unlock();
        }
    }

    Optional<Shown> find(Object messageId) {
        return inTurn(() -> Optional.ofNullable(chat.get(messageId)));
    }

    void keep(Map<String, Object> message, boolean editable) {
        inTurn(
                () -> {
                    chat.put((Long) message.get("message_id"), new Shown(message, editable));
                    changed(new Change.Shown(message));
                    return true;
                });
    }

    boolean delete(Object messageId) {
        return inTurn(
                () -> {
                    boolean found = chat.remove(messageId) != null;
                    if (found) {
                        changed(new Change.Gone((Long) messageId));
                    }
                    return found;
                });
    }

    void receive(Received item) {
        lock.lock();
        try {
            if (received.size() == 2 * KEPT) {
                received.subList(0, KEPT).clear();
                read = Math.max(read - KEPT, 0);
            }
            received.add(item);
            news.signalAll();
            listeners.forEach(listener -> listener.accept(item));
        } finally {
            lock.unlock();
        }
    }

    void toast(String text) {
        inTurn(
                () -> {
                    changed(new Change.Toasted(text));
                    return toasts.add(text);
                });
    }

    void changed(Change change) {
        watchers.forEach(watcher -> watcher.accept(change));
    }

    /// From now on calls the listener with everything received; it must be quick.
    void listen(Consumer<Received> listener) {
        listeners.add(listener);
    }

    /// From now on calls the watcher with everything that changes; it must be quick.
    void watch(Consumer<Change> watcher) {
        watchers.add(watcher);
    }
}
