package parley.bot;

import parley.chat.ChatEvent.Verb;
import parley.content.Content;
import parley.content.Letter;
import parley.content.Letter.Unsent;
import parley.engine.Engine;
import parley.engine.Entry;
import parley.engine.Incoming;
import parley.telegram.BotApi;
import parley.telegram.Poller;
import parley.telegram.Update;
import parley.telegram.http.ApiException;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/// Between poller and engine: hands in what Telegram delivered, and says when it may be confirmed.
final class Reception implements Poller.Sink {
    private static final System.Logger LOG = System.getLogger("parley");

    /// How long a batch may keep the next one away. When the disk does not take it, Telegram is
    /// asked for the same once more, with what came since.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// The same while the disk is known to take nothing: what needs no disk goes on meanwhile.
    private static final Duration ILL_PATIENCE = Duration.ofMillis(100);

    private final Engine engine;
    private final Ledger ledger;
    private final BotApi api;
    private final Counts counts;

    /// @param counts what comes in
    Reception(Engine engine, Ledger ledger, BotApi api, Counts counts) {
        this.counts = counts;
        this.engine = engine;
        this.ledger = ledger;
        this.api = api;
    }

    @Override
    public boolean awaitRoom() throws InterruptedException {
        return ledger.awaitRoom(PATIENCE);
    }

    @Override
    public boolean take(List<Update> updates) throws InterruptedException {
        updates.forEach(update -> counts.update(update.payload()));
        var batch = ledger.enter(updates);
        batch.arrivals().forEach(this::handIn);
        return ledger.awaitSafe(batch, ledger.isIll() ? ILL_PATIENCE : PATIENCE);
    }

    /// Hands in one update, which may be one from before the bot last stopped.
    void handIn(Ledger.Arrival arrival) {
        var entry = arrival.entry();
        switch (arrival.update().payload()) {
            case Update.Message message -> handIn(message, entry);
            case Update.Command(var asked, var id, var about) when asked.verb() == Verb.UNSEND ->
                    engine.accept(Incoming.of(asked, id, new Unsent(about), entry));
            case Update.Command(var asked, _, var about) when asked.verb() == Verb.REPORT ->
                    engine.accept(Incoming.of(asked, entry).about(about));
            case Update.Command(var asked, _, _) -> engine.accept(Incoming.of(asked, entry));
            case Update.Press(var asked, var about, var callback) ->
                    engine.accept(Incoming.pressed(asked, callback, entry).about(about));
            case Update.Order(var order, var press) ->
                    engine.accept(
                            press.map(
                                            pressed ->
                                                    Incoming.pressed(
                                                            order,
                                                            pressed.messageId(),
                                                            pressed.callbackId(),
                                                            entry))
                                    .orElseGet(() -> Incoming.of(order, entry)));
            case Update.Left(var gone) -> engine.accept(Incoming.of(gone, entry));
            case Update.Stray(var chat) -> {
                leave(chat);
                entry.done().run();
            }
            case Update.Nothing() -> entry.done().run();
        }
    }

    private void handIn(Update.Message message, Entry entry) {
        var incoming = Incoming.of(message.event(), message.messageId(), message.letter(), entry);
        boolean media =
                message.letter() instanceof Letter.Fresh fresh
                        && fresh.content() instanceof Content.Media;
        message.album()
                .filter(_ -> media)
                .ifPresentOrElse(
                        album -> engine.accept(incoming, album), () -> engine.accept(incoming));
    }

    /// The bot serves private chats only.
    private void leave(long chat) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        api.leaveChat(chat);
                    } catch (ApiException e) {
                        LOG.log(Level.DEBUG, "a group was not left: {0}", e.getMessage());
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
