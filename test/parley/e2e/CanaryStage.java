package parley.e2e;

import static parley.e2e.Scene.hears;

import parley.playground.Human;
import parley.playground.Playground;
import parley.playground.Profile;
import parley.playground.Received;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// The bot with its folder, a server that is listened to, and people in whose names everything is a
/// canary.
final class CanaryStage implements AutoCloseable {
    private static final String CYRILLIC = "бвгджзклмнпрстфхцчшщ";
    private static final String MIXED = "🦜🦊🐙가나다라마바사ابتثجحخد";

    final Canaries canaries = new Canaries();
    final Playground playground;
    final CanaryTap tap;
    final CanaryBot bot;

    CanaryStage(Path folder) throws IOException {
        playground = Playground.start(BotProcess.TOKEN);
        tap = new CanaryTap(playground.address());
        bot = new CanaryBot(folder);
        bot.with("BOT_TOKEN", BotProcess.TOKEN);
        bot.with("TELEGRAM_API_URL", tap.address().toString());
        bot.with("LOG_LEVEL", "TRACE");
    }

    /// Somebody new.
    Human person(String name) {
        return playground.human(
                new Profile(
                        canaries.person(name + ", id"),
                        canaries.name(name + ", first name", CYRILLIC),
                        canaries.name(name + ", last name", MIXED),
                        canaries.word(name + ", username"),
                        "en"));
    }

    /// Brings two people together while nobody else waits.
    void pair(Human one, Human other) {
        one.says("/find");
        hears(one, "Searching");
        other.says("/find");
        hears(one, "Partner found");
        hears(other, "Partner found");
    }

    /// Says something that only the other may learn.
    ///
    /// @param label what the canary in it is called
    /// @return the other's copy
    Received tells(Human from, Human to, String label) {
        var word = canaries.word(label, to.id());
        from.says("it is " + word);
        return hears(to, word);
    }

    /// Waits until the bot is done with what these people did. An earlier answer to `/help` is not
    /// taken for the last one.
    static void settle(Human... people) {
        for (var human : people) {
            human.says("/help");
            var shown = human.phone().screen();
            long asked = shown.stream().filter(message -> says(message, "/help")).count();
            human.phone().awaits(_ -> answers(human) >= asked, Scene.LIMIT);
        }
    }

    private static long answers(Human human) {
        return human.phone().received().stream()
                .filter(notice -> notice.text().contains("connects two strangers"))
                .count();
    }

    private static boolean says(Map<String, Object> message, String text) {
        return message.getOrDefault("text", "").toString().startsWith(text);
    }

    /// A message of a chat, as an answer to it shows it.
    Map<String, Object> answered(String label, Human in, long message) {
        return Map.of(
                "message_id",
                message,
                "date",
                1L,
                "chat",
                Map.of("id", in.id(), "type", "private", "title", canaries.word(label + ", chat")),
                "text",
                canaries.word(label + ", answered text"));
    }

    @Override
    public void close() {
        bot.close();
        tap.close();
        playground.close();
    }
}
