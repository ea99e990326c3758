package parley.chaos;

import parley.chaos.Heard.Copy;
import parley.chaos.Heard.Told;
import parley.chaos.View.Standing;
import parley.playground.Human;
import parley.playground.Received;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// One person who chats, as people do: acts on what they were told, and puts everything down. Who
/// is not answered waits, so that a chat is never ended by impatience.
final class Guest {
    private static final Duration FOREVER = Duration.ofDays(1);

    private final int number;
    private final Human human;
    private final History history;
    private final View view = new View();
    private int said;
    private Optional<Own> last = Optional.empty();
    private Optional<Answerable> heard = Optional.empty();

    /// The last text that can be changed.
    private record Own(Key key, long messageId, int version) {}

    /// The last message of the partner.
    private record Answerable(Key key, long messageId) {}

    Guest(int number, Human human, History history) {
        this.number = number;
        this.human = human;
        this.history = history;
    }

    /// Reads what comes, until this thread is interrupted.
    void listen() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                hear(human.phone().awaits(_ -> true, FOREVER));
            } catch (AssertionError _) {
                // That is how the phone says that it was interrupted.
                return;
            }
        }
    }

    private synchronized void hear(Received item) {
        var what = Heard.of(item);
        history.add(new Event.Got(History.now(), number, what));
        switch (what) {
            case Told told -> {
                var before = view.standing();
                view.hears(told);
                if (!before.equals(view.standing())) {
                    last = Optional.empty();
                    heard = Optional.empty();
                }
            }
            case Copy(var key, _) -> heard = Optional.of(new Answerable(key, item.messageId()));
            case Heard.Changed _, Heard.Noise _ -> {}
        }
    }

    /// Does whatever comes next.
    ///
    /// @return whether something was said or changed
    synchronized boolean act(RandomGenerator dice) {
        double chance = dice.nextDouble();
        return switch (view.standing()) {
            case Standing.In _ -> chat(dice, chance);
            case Standing.Idle _ -> chance < 0.1 ? say("") : ask(Command.FIND);
            case Standing.Waiting _ -> chance < 0.05 && say("");
            case Standing.Asked _ -> chance < 0.1 && say("");
        };
    }

    /// Says something if there is a partner to hear it.
    synchronized void sayLastWord() {
        if (view.standing() instanceof Standing.In) {
            say("");
        }
    }

    private boolean chat(RandomGenerator dice, double chance) {
        if (chance < 0.01) {
            ask(chance < 0.006 ? Command.NEXT : chance < 0.009 ? Command.END : Command.BLOCK);
            return dice.nextInt(3) == 0 && say("");
        }
        if (chance < 0.03) {
            return sendAlbum(2 + dice.nextInt(3));
        }
        if (chance < 0.06 && last.isPresent()) {
            return change(last.get());
        }
        if (chance < 0.12 && heard.isPresent()) {
            return answer(heard.get());
        }
        return say("");
    }

    private boolean ask(Command command) {
        last = Optional.empty();
        heard = Optional.empty();
        history.add(new Event.Asked(History.now(), number, command));
        view.asks(command);
        human.says(command.text());
        return false;
    }

    private boolean say(String rest) {
        var key = next();
        long id = send(key, Map.of("text", key.text() + rest), Optional.empty());
        last = Optional.of(new Own(key, id, 0));
        return true;
    }

    private boolean answer(Answerable message) {
        var key = next();
        var content = new LinkedHashMap<String, Object>();
        content.put("text", key.text() + Heard.ANSWERS + message.key().text());
        content.put(
                "reply_to_message",
                Map.of(
                        "message_id",
                        message.messageId(),
                        "date",
                        1L,
                        "chat",
                        Map.of("id", human.id(), "type", "private")));
        send(key, content, Optional.empty());
        return true;
    }

    private boolean sendAlbum(int parts) {
        var first = new Key(number, said);
        var name = "album-" + number + "-" + said;
        for (int i = 0; i < parts; i++) {
            var key = next();
            Map<String, Object> content =
                    Map.of(
                            "photo",
                            List.of(Map.of("file_id", "photo-" + key.text())),
                            "caption",
                            key.text(),
                            "media_group_id",
                            name);
            send(key, content, Optional.of(first));
        }
        return true;
    }

    private boolean change(Own own) {
        int version = own.version() + 1;
        history.add(new Event.Edited(History.now(), own.key(), version));
        human.edits(own.messageId(), Map.of("text", own.key().text() + Heard.VERSION + version));
        last = Optional.of(new Own(own.key(), own.messageId(), version));
        return true;
    }

    private Key next() {
        return new Key(number, said++);
    }

    private long send(Key key, Map<String, Object> content, Optional<Key> album) {
        long at = History.now();
        long id = human.sends(content);
        view.says(id);
        history.add(new Event.Said(at, key, id, album));
        return id;
    }
}
