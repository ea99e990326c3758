package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.chat.UserId;
import parley.content.Letter;
import parley.content.Letter.Album;
import parley.content.Letter.Fresh;
import parley.delivery.Courier.Patience;
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
    static final SessionId CHAT = new SessionId(7);

    /// Done with; a message whose number is here twice was reported twice.
    final List<Long> done = new CopyOnWriteArrayList<>();

    /// Every attempt to send, in order.
    final List<Long> sent = new CopyOnWriteArrayList<>();

    /// The same attempts, with what was sent and to which messages.
    final List<Sending> sendings = new CopyOnWriteArrayList<>();

    final List<Long> refused = new CopyOnWriteArrayList<>();

    /// The requests to take something back that were met.
    final List<Long> unsent = new CopyOnWriteArrayList<>();

    final List<Duration> naps = new CopyOnWriteArrayList<>();
    final FakeStore store = new FakeStore();
    final Copies copies = new Copies();

    /// Who was said to be gone, and which messages were dropped then.
    final List<Map.Entry<Person, List<Long>>> gone = new CopyOnWriteArrayList<>();

    /// Counted down when somebody is gone.
    final CountDownLatch lost = new CountDownLatch(1);

    /// Counted down when a sending is interrupted.
    final CountDownLatch interrupted = new CountDownLatch(1);

    final Courier courier =
            new Courier(
                    store,
                    copies,
                    this,
                    this,
                    new Patience(Duration::ofDays, naps::add, new Budget(0)));
    private final Map<Long, Queue<Outcome>> outcomes = new ConcurrentHashMap<>();
    private final Map<Long, Gate> gates = new ConcurrentHashMap<>();

    /// One attempt to send.
    record Sending(Parcel parcel, Target target) {
        Letter letter() {
            return ((Relay) parcel).letter();
        }
    }

    /// Holds a sending until the test lets it go on.
    record Gate(CountDownLatch reached, CountDownLatch open) {
        void awaitReached() throws InterruptedException {
            assertTrue(reached.await(20, TimeUnit.SECONDS), "was never sent");
        }
    }

    Stage() {
        copies.open(CHAT);
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
        var letter = Letters.text("text " + message);
        return relay(from, to, message, letter, new Terms(ticket, () -> done.add(message)));
    }

    Relay relay(Person from, Person to, long message, Letter letter) {
        return relay(from, to, message, letter, new Terms(0, () -> done.add(message)));
    }

    private static Relay relay(Person from, Person to, long message, Letter letter, Terms terms) {
        return new Relay(to, from, CHAT, message, letter, terms);
    }

    Note note(Person to, long message) {
        return new Note(
                to,
                Notice.Plain.HELP,
                OptionalLong.of(message),
                new Terms(0, () -> done.add(message)));
    }

    /// The id that a message gets in the other chat unless a test says otherwise.
    static long copy(long message) {
        return message + 100_000;
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
    public Outcome send(Parcel parcel, Target target) throws InterruptedException {
        long message = number(parcel);
        sent.add(message);
        sendings.add(new Sending(parcel, target));
        pass(gates.get(message));
        return Optional.ofNullable(outcomes.get(message))
                .map(Queue::poll)
                .orElseGet(() -> new Outcome.Delivered(copies(parcel)));
    }

    private static List<Long> copies(Parcel parcel) {
        return switch (parcel) {
            case Relay(_, _, _, var message, Fresh _, _) -> List.of(copy(message));
            case Relay(_, _, _, _, Album(var parts, _, _), _) ->
                    parts.stream().map(part -> copy(part.messageId())).toList();
            case Relay _, Note _ -> List.of();
        };
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
        parcel.terms().done().run();
    }

    @Override
    public void unsent(Relay parcel) {
        unsent.add(parcel.messageId());
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
