package parley;

import parley.chat.ChatEvent.Verb;
import parley.content.Content;
import parley.content.Letter;
import parley.content.Letter.Unsent;
import parley.engine.Engine;
import parley.engine.Inbox;
import parley.engine.Incoming;
import parley.telegram.ApiException;
import parley.telegram.BotApi;
import parley.telegram.Poller;
import parley.telegram.Update;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Between poller and engine: hands in what Telegram delivered, and says when it may be confirmed.
final class Reception implements Poller.Sink {
    private static final System.Logger LOG = System.getLogger("parley");

    /// A batch is confirmed when all of it is delivered, but trouble with one chat must not keep
    /// everybody's next messages away for long.
    private static final long PATIENCE_MILLIS = 1000;

    private final Engine engine;
    private final Inbox inbox;
    private final BotApi api;

    Reception(Engine engine, Inbox inbox, BotApi api) {
        this.engine = engine;
        this.inbox = inbox;
        this.api = api;
    }

    @Override
    public void take(List<Update> batch) throws InterruptedException {
        var news = batch.stream().filter(u -> inbox.admit(u.id(), u.key())).toList();
        var open = new CountDownLatch(news.size());
        news.forEach(update -> handIn(update, open::countDown));
        if (!open.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.log(Level.DEBUG, "{0} updates are still under way", open.getCount());
        }
    }

    private void handIn(Update update, Runnable done) {
        switch (update.payload()) {
            case Update.Message message -> handIn(message, done);
            case Update.Command(var asked, var id, var about) when asked.verb() == Verb.UNSEND ->
                    engine.accept(Incoming.of(asked, id, new Unsent(about), done));
            case Update.Command(var asked, _, _) -> engine.accept(Incoming.of(asked, done));
            case Update.Press(var asked, var callback) ->
                    engine.accept(Incoming.pressed(asked, callback, done));
            case Update.Left(var gone) -> engine.accept(Incoming.of(gone, done));
            case Update.Stray(var chat) -> {
                leave(chat);
                done.run();
            }
            case Update.Nothing() -> done.run();
        }
    }

    /// A part of an album waits for the others, which may come with the next poll only; so it does
    /// not hold that up.
    private void handIn(Update.Message message, Runnable done) {
        boolean media =
                message.letter() instanceof Letter.Fresh fresh
                        && fresh.content() instanceof Content.Media;
        var album = message.album().filter(_ -> media);
        if (album.isPresent()) {
            done.run();
            engine.accept(incoming(message, () -> {}), album.get());
        } else {
            engine.accept(incoming(message, done));
        }
    }

    private static Incoming incoming(Update.Message message, Runnable done) {
        return Incoming.of(message.event(), message.messageId(), message.letter(), done);
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
