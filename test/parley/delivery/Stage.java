package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.content.Content;
import parley.content.Formatted;
import parley.delivery.Parcel.Note;
import parley.delivery.Parcel.Relay;
import parley.delivery.Parcel.Terms;
import parley.delivery.Transport.Outcome;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A courier with a transport that does as it is told, and everything that it makes happen. A
/// message is known by its number; nothing sleeps.
final class Stage implements Transport, Sender {
    static final Person ALICE = person(1);
    static final Person BOB = person(2);
    static final Person CAROL = person(3);

    /// Done with; a message whose number is here twice was reported twice.
    final List<Long> done = new CopyOnWriteArrayList<>();

    /// Every attempt to send, in order.
    final List<Long> sent = new CopyOnWriteArrayList<>();

    final List<Long> refused = new CopyOnWriteArrayList<>();
    final List<Duration> naps = new CopyOnWriteArrayList<>();
    final FakeStore store = new FakeStore();

    /// Who was said to be gone, and which messages were dropped then.
    final List<Map.Entry<Person, List<Long>>> gone = new CopyOnWriteArrayList<>();

    /// Counted down when somebody is gone.
    final CountDownLatch lost = new CountDownLatch(1);

    /// Counted down when a sending is interrupted.
    final CountDownLatch interrupted = new CountDownLatch(1);

    final Courier courier =
            new Courier(store, this, this, failures -> Duration.ofDays(failures), naps::add);
    private final Map<Long, Queue<Outcome>> outcomes = new ConcurrentHashMap<>();
    private final Map<Long, Gate> gates = new ConcurrentHashMap<>();

    /// Holds a sending until the test lets it go on.
    record Gate(CountDownLatch reached, CountDownLatch open) {
        void awaitReached() throws InterruptedException {
            assertTrue(reached.await(20, TimeUnit.SECONDS), "was never sent");
        }
    }

    static Person person(long number) {
        return new Person(new UserId(1000 + number), new Pseudonym(number, -number), "en");
    }

    /// What comes of the next attempts to send this message; it arrives after that.
    Stage answers(long message, Outcome... next) {
        outcomes.put(message, new ConcurrentLinkedQueue<>(List.of(next)));
        return this;
    }

    /// Stops the next attempts to send this message half-way.
    Gate holds(long message) {
        var gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
        gates.put(message, gate);
        return gate;
    }

    Relay relay(Person from, Person to, long message) {
        return relay(from, to, message, 0);
    }

    Relay relay(Person from, Person to, long message, long ticket) {
        var content = new Content.Text(new Formatted("text " + message, List.of()));
        return new Relay(to, from, message, content, new Terms(ticket, () -> done.add(message)));
    }

    Note note(Person to, long message) {
        return new Note(
                to,
                Notice.Plain.HELP,
                OptionalLong.of(message),
                new Terms(0, () -> done.add(message)));
    }

    void post(Parcel... parcels) {
        List.of(parcels).forEach(courier::post);
    }

    /// Waits until nothing is under way.
    void settle() throws InterruptedException {
        assertTrue(courier.close(Duration.ofSeconds(20)), "not everything was dealt with");
        assertEquals(0, courier.lanes());
    }

    @Override
    public Outcome send(Parcel parcel) throws InterruptedException {
        long message = number(parcel);
        sent.add(message);
        pass(gates.get(message));
        return Optional.ofNullable(outcomes.get(message))
                .map(Queue::poll)
                .orElseGet(Outcome.Delivered::new);
    }

    private void pass(Gate gate) throws InterruptedException {
        if (gate == null) {
            return;
        }
        gate.reached().countDown();
        try {
            gate.open().await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    @Override
    public void refused(Relay parcel) {
        refused.add(parcel.messageId());
    }

    @Override
    public void gone(Person person, List<Parcel> dropped) {
        gone.add(Map.entry(person, dropped.stream().map(Stage::number).toList()));
        lost.countDown();
    }

    static long number(Parcel parcel) {
        return switch (parcel) {
            case Relay relay -> relay.messageId();
            case Note note -> note.replyTo().orElseThrow();
        };
    }
}
