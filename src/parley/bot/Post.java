package parley.bot;

import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.SessionId;
import parley.content.Letter;
import parley.delivery.Copies;
import parley.delivery.Courier;
import parley.delivery.Parcel;
import parley.delivery.Parcel.Terms;
import parley.delivery.Sender;
import parley.engine.Engine;
import parley.engine.Entry;
import parley.engine.Incoming;
import parley.engine.Outbox;
import parley.telegram.BotApi;
import parley.telegram.http.ApiException;
import parley.text.Phrasebook;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Between engine and courier: effects become parcels, and what could not be delivered becomes an
/// event again.
final class Post implements Outbox, Sender {
    private static final System.Logger LOG = System.getLogger("parley");

    private final BotApi api;
    private final Phrasebook phrasebook;
    private final Copies copies;
    private final Ledger ledger;
    private final Counts counts;
    private Courier courier;
    private Announcer announcer;
    private Engine engine;

    Post(BotApi api, Phrasebook phrasebook, Copies copies, Ledger ledger, Counts counts) {
        this.counts = counts;
        this.api = api;
        this.copies = copies;
        this.ledger = ledger;
        this.phrasebook = phrasebook;
    }

    /// Closes the circle; to be called once, before anything is posted.
    void connect(Courier courier, Announcer announcer, Engine engine) {
        this.courier = courier;
        this.announcer = announcer;
        this.engine = engine;
    }

    @Override
    public void begins(SessionId session) {
        copies.open(session);
    }

    @Override
    public void ends(SessionId session) {
        copies.close(session);
    }

    @Override
    public boolean isFull(Person recipient) {
        return courier.isFull(recipient.id());
    }

    @Override
    public void post(Effect effect, Incoming cause, long ticket, Runnable done) {
        var timed = counts.timed(done);
        switch (effect) {
            case Effect.Notify(var to, var notice) -> {
                boolean mine = to.pseudonym().equals(cause.event().from().pseudonym());
                var about = mine ? cause.messageId() : OptionalLong.empty();
                post(new Parcel.Note(to, notice, about, new Terms(ticket, timed)));
            }
            case Effect.Relay relay -> relay(relay, cause, ticket, timed);
        }
    }

    /// Tells what the last process could not any more.
    void tell(Ledger.Rest rest) {
        var done = Entry.last(rest.notices().size(), rest.entry().done());
        for (var notify : rest.notices()) {
            var terms = new Terms(0, done);
            post(new Parcel.Note(notify.to(), notify.notice(), OptionalLong.empty(), terms));
        }
    }

    private void post(Parcel.Note note) {
        if (note.notice() instanceof Notice.Announcement) {
            announcer.add(note);
        } else {
            courier.post(note);
        }
    }

    /// What takes two messages becomes two parcels; they stand in one lane, so the second is done
    /// last.
    private void relay(Effect.Relay relay, Incoming cause, long ticket, Runnable done) {
        var letter = cause.letter().orElseThrow();
        var letters = letter instanceof Letter.Fresh fresh ? fresh.messages() : List.of(letter);
        for (int i = 0; i < letters.size(); i++) {
            boolean last = i == letters.size() - 1;
            courier.post(
                    new Parcel.Relay(
                            relay.to(),
                            cause.event().from(),
                            relay.session(),
                            cause.messageId().orElseThrow(),
                            letters.get(i),
                            new Terms(ticket, last ? done : () -> {})));
        }
    }

    @Override
    public void answer(String callback) {
        answer(callback, "");
    }

    @Override
    public void answer(String callback, Person presser, Notice notice) {
        answer(callback, phrasebook.toast(notice, presser.language()));
    }

    @Override
    public void refused(Parcel.Relay parcel) {
        var done = parcel.terms().done();
        switch (parcel.letter()) {
            case Letter.Fresh _, Letter.Album _ -> tell(parcel, Notice.Plain.NOT_DELIVERED, done);
            case Letter.Unsent _ -> tell(parcel, Notice.Plain.CANNOT_UNSEND, done);
            case Letter.Edited _ -> tell(parcel, Notice.Plain.NOT_CHANGED, done);
            // Nothing was said, so nothing is lost.
            case Letter.Reacted _ -> done.run();
        }
    }

    @Override
    public void unsent(Parcel.Relay parcel) {
        tell(parcel, Notice.Plain.UNSENT, () -> {});
    }

    private void tell(Parcel.Relay parcel, Notice notice, Runnable done) {
        engine.tell(parcel.from(), notice, parcel.messageId(), done);
    }

    @Override
    public void gone(Person person, List<Parcel> dropped) {
        if (person.id().value() < 0) {
            LOG.log(
                    Level.WARNING,
                    "the moderators' chat cannot be reached: add the bot to it again, or put right"
                            + " MODERATION_CHAT_ID; reports wait for `parley reports`");
        }
        engine.gone(
                person,
                dropped.stream().flatMap(p -> opening(p).stream()).reduce((_, later) -> later),
                ledger.open());
    }

    /// The session that a parcel would have opened.
    private static Optional<SessionId> opening(Parcel parcel) {
        return parcel instanceof Parcel.Note note
                        && note.notice() instanceof Notice.About(var topic, var session)
                        && topic == Notice.Topic.MATCHED
                ? Optional.of(session)
                : Optional.empty();
    }

    /// Late or lost, it only leaves a button busy for a while, so nobody waits for it.
    private void answer(String callback, String toast) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        api.answerCallback(callback, toast);
                    } catch (ApiException e) {
                        LOG.log(Level.DEBUG, "a press was not answered: {0}", e.getMessage());
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
