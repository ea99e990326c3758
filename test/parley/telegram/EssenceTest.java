package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.ChatEvent.Verb;
import parley.json.Json;
import parley.telegram.Update.Command;
import parley.telegram.Update.Nothing;

import java.util.Locale;
import java.util.Optional;

/// What is kept of an update says all that is read of it, and nothing else.
class EssenceTest {
    private static final String ENTITIES =
            "[{\"type\":\"pre\",\"offset\":1,\"length\":6,\"language\":\"Zebedee\"}]";

    private final Updates updates = new Updates();
    private final Updates again = new Updates();

    @Test
    void whatIsKeptReadsLikeTheUpdateItself() {
        int read = 0;
        for (long seed = 0; seed < 4; seed++) {
            var fuzz = new FuzzUpdates(seed);
            for (long id = 1; id <= 5_000; id++) {
                var update = updates.read(fuzz.update(id));
                if (update.payload() instanceof Nothing) {
                    continue;
                }
                read++;
                var kept = again.read(update.essence());
                assertEquals(update.payload(), kept.payload(), () -> update + " of seed " + fuzz);
                assertEquals(update.id(), kept.id());
                assertEquals(update.key(), kept.key());
                assertEquals(update.essence().length(), kept.essence().length(), "nothing is lost");
            }
        }
        assertTrue(read > 5_000, "the fuzzer has gone blind");
    }

    @Test
    void noNameOrNumberOfAnybodyIsKept() {
        for (long seed = 10; seed < 14; seed++) {
            var fuzz = new FuzzUpdates(seed);
            for (long id = 1; id <= 5_000; id++) {
                var essence = updates.read(fuzz.update(id)).essence();
                for (var secret :
                        new String[] {
                            "first_name", "last_name", "username", "phone_number", "title", "vcard"
                        }) {
                    assertFalse(essence.contains("\"" + secret + "\""), secret);
                }
            }
        }
    }

    @Test
    void whatIsOnlyAskedForIsKeptEmpty() {
        var read =
                updates.read(
                        "message",
                        Updates.message("\"contact\":{\"phone_number\":\"+1\",\"user_id\":5}"));

        assertTrue(read.essence().contains("\"contact\":{}"), read.essence());
    }

    @Test
    void aNumberBeyondAllBoundsIsKeptAsALargeOne() {
        var read =
                updates.read(
                        "message",
                        Updates.message(
                                "\"photo\":[{\"file_id\":\"a\",\"start_timestamp\":1e999}]"));

        assertEquals(read.payload(), again.read(read.essence()).payload());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/find my name is Zebedee",
                "/start Zebedee",
                "/find\nZebedee",
                "/FIND, Zebedee!",
                "/stop@parley_bot Zebedee",
                "/find@Zebedee_bot",
                "/my_name_is_Zebedee",
                "/my_name_is_Zebedee@parley_bot and more"
            })
    void whatIsTypedBehindACommandIsNotKept(String text) {
        var fields = "\"text\":" + Json.write(text) + ",\"entities\":" + ENTITIES;
        var read = updates.read("message", Updates.message(fields));

        assertEquals(Command.class, read.payload().getClass());
        var kept = read.essence().toLowerCase(Locale.ROOT);
        assertFalse(kept.contains("zebedee") || kept.contains("parley_bot"), kept);
        assertFalse(kept.contains("entities"), kept);
        assertReadsTheSame(read);
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void everyVerbIsKept(Verb verb) {
        var text = "/" + verb.name().toLowerCase(Locale.ROOT) + " Zebedee";
        var read = updates.read("message", Updates.message("\"text\":\"" + text + "\""));

        assertEquals(verb, ((Command) read.payload()).asked().verb());
        assertReadsTheSame(read);
    }

    @Test
    void whatACommandAnswersIsKeptAndNoWordOfIt() {
        var answered = Updates.answered("\"text\":\"biography\"");
        var quote = "\"quote\":{\"text\":\"biography\",\"position\":0}";
        var fields = "\"text\":\"/unsend biography\"," + answered + "," + quote;
        var read = updates.read("message", Updates.message(fields));

        assertEquals(Optional.of(69L), ((Command) read.payload()).about());
        assertFalse(read.essence().contains("biography"), read.essence());
        assertReadsTheSame(read);
    }

    @Test
    void aCommandThatAnswersSomethingElsewhereIsKeptWithoutIt() {
        var answered = Updates.answered("\"text\":\"biography\"");
        var elsewhere = "\"external_reply\":{\"origin\":{\"type\":\"biography\"}}";
        var fields = "\"text\":\"/unsend\"," + answered + "," + elsewhere;
        var read = updates.read("message", Updates.message(fields));

        assertEquals(Optional.empty(), ((Command) read.payload()).about());
        assertFalse(read.essence().contains("biography"), read.essence());
        assertReadsTheSame(read);
    }

    /// It is said to the partner, so every word of it is needed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                " /find all of it",
                "see /find all of it",
                "/find@ab all of it",
                "/find/end all of it",
                "/find<b> all of it",
                "/findé all of it",
                "//find all of it",
                "/ find all of it"
            })
    void whatOnlyLooksLikeACommandIsKeptWhole(String text) {
        var fields = "\"text\":" + Json.write(text) + ",\"entities\":" + ENTITIES;
        var read = updates.read("message", Updates.message(fields));

        assertEquals(Update.Message.class, read.payload().getClass());
        assertTrue(read.essence().contains("all of it"), read.essence());
        assertReadsTheSame(read);
    }

    @Test
    void aCaptionThatLooksLikeACommandIsKeptWhole() {
        var photo = "\"photo\":[{\"file_id\":\"a\"}],\"caption\":\"/find all of it\"";
        var read = updates.read("message", Updates.message(photo));

        assertTrue(read.essence().contains("/find all of it"), read.essence());
        assertReadsTheSame(read);
    }

    /// A message that was changed is not obeyed but passed on.
    @Test
    void aChangedMessageThatLooksLikeACommandIsKeptWhole() {
        var changed = Updates.message("\"text\":\"/find all of it\"");
        var read = updates.read("edited_message", changed);

        assertTrue(read.essence().contains("/find all of it"), read.essence());
        assertReadsTheSame(read);
    }

    @Test
    void aCommandThatIsNotForUsReadsTheSame() {
        var service = Updates.message("\"text\":\"/find\",\"pinned_message\":{}");
        var group = Updates.message("\"text\":\"/find\"").replace("private", "group");
        var strange = Updates.message("\"text\":7").replace("private", "group");

        for (var message : new String[] {service, group, strange}) {
            assertReadsTheSame(updates.read("message", message));
        }
    }

    private void assertReadsTheSame(Update read) {
        var kept = again.read(read.essence());
        assertEquals(read.payload(), kept.payload());
        assertEquals(read.key(), kept.key());
        assertEquals(read.essence(), kept.essence());
    }
}
