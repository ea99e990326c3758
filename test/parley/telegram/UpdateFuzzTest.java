package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import parley.chat.Pseudonym;
import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;
import parley.telegram.Update.Message;
import parley.telegram.Update.Nothing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Random updates, one in three of them broken, from their JSON to the requests that they lead to.
/// A failure names its seed, the place in the sequence, and the update.
class UpdateFuzzTest {
    private static final int SEEDS = 20;
    private static final int UPDATES = 5_000;

    /// What must come up, and how often at least, or the fuzzer has gone blind.
    private static final Map<String, Integer> LEAST =
            Map.ofEntries(
                    Map.entry("Command", 200),
                    Map.entry("Press", 1_000),
                    Map.entry("Left", 100),
                    Map.entry("Stray", 100),
                    Map.entry("Nothing", 5_000),
                    Map.entry("sendMessage", 5_000),
                    Map.entry("sendLivePhoto", 1_000),
                    Map.entry("sendAnimation", 1_000),
                    Map.entry("sendPhoto", 1_000),
                    Map.entry("sendVideo", 1_000),
                    Map.entry("sendVideoNote", 1_000),
                    Map.entry("sendVoice", 1_000),
                    Map.entry("sendAudio", 1_000),
                    Map.entry("sendDocument", 1_000),
                    Map.entry("sendSticker", 1_000),
                    Map.entry("sendLocation", 200),
                    Map.entry("sendMediaGroup", 1_000),
                    Map.entry("editMessageText", 1_000),
                    Map.entry("editMessageCaption", 1_000),
                    Map.entry("editMessageMedia", 1_000),
                    Map.entry("setMessageReaction", 1_000),
                    Map.entry("\"reply_parameters\"", 1_000),
                    Map.entry("\"quote\"", 200),
                    Map.entry("\"entities\"", 1_000),
                    Map.entry("\"caption_entities\"", 1_000),
                    Map.entry("\"message_effect_id\"", 100),
                    Map.entry(FuzzTexts.WRITTEN, 5_000));

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final FuzzRelay relay = new FuzzRelay();
    private final Map<String, Integer> seen = new HashMap<>();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(log, false, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(console);
    }

    @Test
    void noUpdateThrowsOrLeaksOrLeadsToAWrongRequest() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var updates = new FuzzUpdates(seed);
            var damage = new FuzzDamage(updates.random());
            var json = new UpdateJson(id -> new Pseudonym(id.value(), 7), OptionalLong.empty());
            for (int i = 0; i < UPDATES; i++) {
                var update = updates.update(1_000 + i);
                boolean broken = updates.random().nextInt(3) == 0;
                var text = FuzzDamage.write(broken ? damage.damaged(update) : update);
                try {
                    check(json, text);
                } catch (RuntimeException | AssertionError | StackOverflowError e) {
                    throw new AssertionError(
                            "seed %d, update %d: %s%n%s".formatted(seed, i, e, text), e);
                }
            }
            assertTrue(log.size() > 0, "what is skipped is logged");
            FuzzRelay.assertNobody(log.toString(StandardCharsets.UTF_8));
            log.reset();
        }
        var tooRare = new HashMap<>(LEAST);
        tooRare.entrySet().removeIf(e -> seen.getOrDefault(e.getKey(), 0) >= e.getValue());
        assertEquals(Map.of(), tooRare, seen::toString);
    }

    private void check(UpdateJson json, String text) {
        var parsed = (Map<?, ?>) Json.parse("update", text);
        var fields = new Fields("update", parsed);
        if (!(parsed.get("update_id") instanceof Long id)) {
            assertThrows(DecodeException.class, () -> json.update(fields));
            return;
        }
        var update = json.update(fields);
        assertEquals(id, update.id());
        if (FuzzUpdates.READ.stream().noneMatch(fields::has)) {
            assertEquals(new Nothing(), update.payload());
        }
        FuzzRelay.assertNobody(update.toString());
        count(update.payload().getClass().getSimpleName());
        if (update.payload() instanceof Message message) {
            FuzzRelay.calls(message.letter()).forEach(this::check);
        }
    }

    private void check(SendJson.Call call) {
        var request = relay.check(call);
        count(call.method());
        for (var mark : LEAST.keySet()) {
            if (!Character.isLetter(mark.charAt(0)) || mark.equals(FuzzTexts.WRITTEN)) {
                seen.merge(mark, request.contains(mark) ? 1 : 0, Integer::sum);
            }
        }
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }
}
