package parley.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import parley.chat.Button;
import parley.chat.ChatEvent;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Hasty;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.Session;
import parley.chat.SessionId;
import parley.chat.UserId;
import parley.content.Content;
import parley.content.Formatted;
import parley.content.Letter;
import parley.content.Letter.Fresh;
import parley.content.Policy;
import parley.engine.Recorder.Posted;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// An engine with the real rules, and people who act one second apart. Whatever somebody does is
/// over when the method returns.
final class Stage {
    static final Person ALICE = person(1);
    static final Person BOB = person(2);
    static final Person CAROL = person(3);
    static final Instant START = Instant.ofEpochSecond(1_700_000_000);
    static final Content TEXT = new Content.Text(new Formatted("hi", List.of()));

    final FakeStore store = new FakeStore();
    final Recorder outbox = new Recorder();
    final Valve messages = new Valve();
    final Valve commands = new Valve();
    final Valve searches = new Valve();
    final Chats chats = new Chats();
    final FakeTimer timer = new FakeTimer();
    final Core core;
    final Engine engine;
    final AtomicInteger hasty = new AtomicInteger();
    private Instant now = START;

    /// Everything passes.
    Stage() {
        this(Policy.OPEN);
    }

    Stage(Policy policy) {
        core = new Core(maker(), chats, store, outbox, policy);
        var limits = new Limits(messages, commands, searches);
        engine = new Engine(core, outbox, limits, timer, START);
    }

    /// The rules, and somebody who counts who is too fast.
    private Decision.Maker maker() {
        var rules = new Rules(new SplittableRandom(1));
        return new Decision.Maker() {
            @Override
            public Decision decide(Chats chats, ChatEvent event) {
                return rules.decide(chats, event);
            }

            @Override
            public void note(Chats chats, ChatEvent event, Decision decision) {
                if (event instanceof Hasty) {
                    hasty.incrementAndGet();
                }
            }
        };
    }

    static Person person(long number) {
        return new Person(new UserId(1000 + number), new Pseudonym(number, -number), "en");
    }

    static Effect told(Person to, Notice notice) {
        return new Effect.Notify(to, notice);
    }

    static Effect told(Person to, Notice.Topic topic, SessionId session) {
        return told(to, new Notice.About(topic, session));
    }

    /// Whoever reports says why at once.
    private static Optional<String> detail(Verb verb) {
        return verb == Verb.REPORT ? Optional.of("other") : Optional.empty();
    }

    List<Posted> asks(Person who, Verb verb) {
        return happens(done -> Incoming.of(asked(who, verb), Entry.none(done)));
    }

    List<Posted> presses(Person who, Verb verb, Optional<SessionId> about) {
        var button = new Button(verb, about, Optional.empty());
        return happens(done -> pressed(who, button, done));
    }

    List<Posted> says(Person who, long message, Content content) {
        return happens(done -> said(who, message, content, done));
    }

    /// Somebody changes a message of this moment, or does something else with it.
    List<Posted> revises(Person who, long message, Letter letter) {
        return happens(done -> revised(who, message, letter, done));
    }

    List<Posted> unsends(Person who, long message, Optional<Long> about) {
        return happens(done -> unsent(who, message, about, done));
    }

    Incoming said(Person who, long message, Content content, Runnable done) {
        return said(who, message, Fresh.of(content), done);
    }

    Incoming said(Person who, long message, Letter letter, Runnable done) {
        return Incoming.of(new Said(who, tick()), message, letter, Entry.none(done));
    }

    Incoming revised(Person who, long message, Letter letter, Runnable done) {
        return Incoming.of(new Revised(who, tick()), message, letter, Entry.none(done));
    }

    Incoming unsent(Person who, long message, Optional<Long> about, Runnable done) {
        var letter = new Letter.Unsent(about);
        return Incoming.of(asked(who, Verb.UNSEND), message, letter, Entry.none(done));
    }

    Incoming pressed(Person who, Button button, Runnable done) {
        var asked = new Asked(who, tick(), button.verb(), button.about(), button.detail());
        return Incoming.pressed(asked, "press", Entry.none(done));
    }

    /// Lets the two meet.
    SessionId meet(Person one, Person other) {
        asks(one, Verb.FIND);
        asks(other, Verb.FIND);
        return session(one);
    }

    SessionId session(Person who) {
        return ((Session.Paired) chats.session(who.pseudonym())).id();
    }

    Asked asked(Person who, Verb verb) {
        return new Asked(who, tick(), verb, Optional.empty(), detail(verb));
    }

    Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }

    static List<Effect> effects(List<Posted> posts) {
        return posts.stream().map(Posted::effect).toList();
    }

    /// Waits until all that was accepted is handled.
    void settle() throws InterruptedException {
        engine.close(Duration.ofSeconds(20));
    }

    private List<Posted> happens(Function<Runnable, Incoming> event) {
        var done = new CountDownLatch(1);
        engine.accept(event.apply(done::countDown));
        try {
            assertTrue(done.await(20, TimeUnit.SECONDS), "was never done with");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return outbox.take();
    }
}
