package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import parley.telegram.Update.Nothing;

/// What is kept of an update says all that is read of it, and nothing else.
class EssenceTest {
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
}
