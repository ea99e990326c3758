package parley;

import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.SessionId;
import parley.delivery.Courier;
import parley.delivery.Parcel;
import parley.delivery.Parcel.Terms;
import parley.delivery.Sender;
import parley.engine.Engine;
import parley.engine.Incoming;
import parley.engine.Outbox;
import parley.telegram.ApiException;
import parley.telegram.BotApi;
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
    private Courier courier;
    private Engine engine;

    Post(BotApi api, Phrasebook phrasebook) {
        this.api = api;
        this.phrasebook = phrasebook;
    }

    /// Closes the circle; to be called once, before anything is posted.
    void connect(Courier courier, Engine engine) {
        this.courier = courier;
        this.engine = engine;
    }

    @Override
    public void post(Effect effect, Incoming cause, long ticket, Runnable done) {
        var from = cause.event().from();
        var terms = new Terms(ticket, done);
        courier.post(
                switch (effect) {
                    case Effect.Notify(var to, var notice) -> {
                        boolean mine = to.pseudonym().equals(from.pseudonym());
                        var about = mine ? cause.messageId() : OptionalLong.empty();
                        yield new Parcel.Note(to, notice, about, terms);
                    }
                    case Effect.Relay(var to, _) ->
                            new Parcel.Relay(
                                    to,
                                    from,
                                    cause.messageId().orElseThrow(),
                                    cause.content().orElseThrow(),
                                    terms);
                });
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
        engine.undelivered(parcel.from(), parcel.messageId());
    }

    @Override
    public void gone(Person person, List<Parcel> dropped) {
        engine.gone(
                person,
                dropped.stream().flatMap(p -> opening(p).stream()).reduce((_, later) -> later));
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
