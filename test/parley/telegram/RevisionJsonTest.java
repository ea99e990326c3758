package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import static parley.telegram.Updates.ALICE;
import static parley.telegram.Updates.DATE;
import static parley.telegram.Updates.ID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Gist;
import parley.chat.ChatEvent.Revised;
import parley.content.Content;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Entity;
import parley.content.Formatted;
import parley.content.Letter;
import parley.content.Letter.Edited;
import parley.content.Letter.Reacted;
import parley.telegram.Update.Message;
import parley.telegram.Update.Nothing;
import parley.telegram.Update.Payload;
import parley.telegram.Update.Press;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What people do with messages that are there already.
class RevisionJsonTest {
    private static final Instant AT = Instant.ofEpochSecond(DATE, 11);
    private static final String LATER = ",\"edit_date\":" + (DATE + 60);

    private final Updates updates = new Updates();

    @Test
    void aChangeHasTheDateOfTheMessageAndNotItsOwn() {
        assertEquals(
                revised(new Edited(text("hi"))),
                payload("edited_message", Updates.message("\"text\":\"hi\"" + LATER)));
    }

    @Test
    void aChangedTextIsMadeSafeAgain() {
        var message =
                Updates.message(
                        """
                        "text":"say /stop","entities":[
                            {"type":"text_link","offset":0,"length":3,"url":"tg://user?id=5"},
                            {"type":"bold","offset":0,"length":3}]\
                        """);

        var bold = new Entity(Entity.Kind.BOLD, 0, 3, Optional.empty());
        assertEquals(
                revised(
                        new Edited(
                                new Content.Text(new Formatted("say /\u2060stop", List.of(bold))))),
                payload("edited_message", message));
    }

    @Test
    void whatBecomesACommandIsNone() {
        assertEquals(
                revised(new Edited(text("/\u2060stop"))),
                payload("edited_message", Updates.message("\"text\":\"/stop\"")));
    }

    @Test
    void aChangeOfMediaIsTheMediaAsTheyAreNow() {
        var message =
                """
                "video":{"file_id":"f","file_unique_id":"u"},"caption":"new",
                "media_group_id":"137","effect_id":"7","reply_to_message":{"message_id":69}\
                """;

        var media =
                new Media(
                        Kind.VIDEO,
                        new File("f", "u"),
                        new Formatted("new", List.of()),
                        Look.PLAIN);
        assertEquals(
                new Message(
                        new Revised(ALICE, AT, new Gist(Set.of(), true)),
                        70,
                        new Edited(media),
                        Optional.empty()),
                payload("edited_message", Updates.message(message)));
    }

    @Test
    void aChangeOfWhatDoesNotPassDoesNotPass() {
        assertEquals(
                revised(new Edited(new Content.Refused("location"))),
                payload(
                        "edited_message",
                        Updates.message(
                                """
                                "location":{"latitude":1.5,"longitude":2.5,"live_period":60}\
                                """)));
    }

    @Test
    void theKeyTellsChangesApart() {
        var first = Updates.message("\"text\":\"hi\"" + LATER);

        var key = updates.read("edited_message", first).key();

        assertEquals("e" + ID + ":70:" + (DATE + 60), key);
        assertNotEquals(
                key,
                updates.read("edited_message", first.replace("" + (DATE + 60), "" + (DATE + 61)))
                        .key());
        assertNotEquals(key, updates.read("edited_message", first.replace(":70,", ":71,")).key());
        assertNotEquals(key, updates.read("message", first).key());
    }

    @Test
    void aChangeOfAnOldMessageDoesNotTurnBackTheClock() {
        updates.read("message", Updates.message("\"text\":\"hi\""));
        var old = Updates.message("\"text\":\"hi\"").replace("" + DATE, "1");
        updates.read("edited_message", old);

        var shown = "\"date\":0,\"chat\":" + Updates.chat();
        var press = (Press) payload("callback_query", Updates.press("find", shown));

        Asked asked = press.asked();
        assertEquals(AT, asked.at());
    }

    @Test
    void aReactionIsAnEmojiOnAMessage() {
        assertEquals(revised(new Reacted(Optional.of("👍"))), reaction(emoji("👍")));
    }

    @Test
    void aReactionThatWasTakenAwayIsNone() {
        assertEquals(revised(new Reacted(Optional.empty())), reaction(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"custom_emoji\",\"custom_emoji_id\":\"5368324170671202286\"}",
                "{\"type\":\"paid\"}",
                "{\"type\":\"brand_new\",\"emoji\":\"👎\"}",
            })
    void onlyAPlainEmojiIsAReaction(String other) {
        assertEquals(revised(new Reacted(Optional.empty())), reaction(other));
        assertEquals(
                revised(new Reacted(Optional.of("👍"))),
                reaction(other + "," + emoji("👍") + "," + other));
    }

    @Test
    void theFirstOfSeveralReactionsCounts() {
        assertEquals(
                revised(new Reacted(Optional.of("🔥"))),
                reaction(emoji("🔥") + "," + emoji("👍") + "," + emoji("🎉")));
    }

    @Test
    void aReactionWithoutAPersonIsIgnored() {
        var anonymous =
                """
                {"message_id":70,"date":1,"actor_chat":%1$s,"chat":%1$s,"new_reaction":[%2$s]}\
                """
                        .formatted(Updates.chat(), emoji("👍"));

        assertEquals(new Nothing(), payload("message_reaction", anonymous));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"id":5,"is_bot":true} | {"id":5,"type":"private"}
                    {"id":6}               | {"id":5,"type":"private"}
                    null                   | {"id":5,"type":"private"}
                    {"id":5}               | {"id":5,"type":"group"}
                    {"id":5}               | {"id":-5,"type":"supergroup"}
                    """)
    void onlyAHumanInTheirOwnChatIsHeard(String who, String chat) {
        var edited =
                "{\"message_id\":1,\"date\":1,\"text\":\"a\",\"from\":%s,\"chat\":%s}"
                        .formatted(who, chat);
        var reaction =
                "{\"message_id\":1,\"date\":1,\"new_reaction\":[],\"user\":%s,\"chat\":%s}"
                        .formatted(who, chat);

        assertEquals(new Nothing(), payload("edited_message", edited));
        assertEquals(new Nothing(), payload("message_reaction", reaction));
    }

    private static Message revised(Letter letter) {
        return new Message(new Revised(ALICE, AT), 70, letter, Optional.empty());
    }

    private static Content text(String text) {
        return new Content.Text(new Formatted(text, List.of()));
    }

    private static String emoji(String emoji) {
        return "{\"type\":\"emoji\",\"emoji\":\"" + emoji + "\"}";
    }

    private Payload reaction(String reactions) {
        return payload("message_reaction", Updates.reaction(reactions));
    }

    private Payload payload(String kind, String inside) {
        return updates.read(kind, inside).payload();
    }
}
