package parley.chaos;

import parley.playground.Faults;
import parley.playground.Playground;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A server in a bad mood: everything that can go wrong does, each in one call of twenty.
final class Mischief {
    private static final int ALWAYS = Integer.MAX_VALUE;
    private static final double OFTEN = 0.05;
    private static final String CONFLICT =
            "Conflict: terminated by other getUpdates request;"
                    + " make sure that only one bot instance is running";

    private Mischief() {}

    /// @param flooded the chat that is told to wait now and then: several at once would be a limit
    ///   over all, which is no mood
    static void begin(Faults faults, long seed, long flooded) {
        faults.seed(seed);
        faults.on("getUpdates").times(ALWAYS).chance(OFTEN / 10).fails(409, CONFLICT);
        for (var method : List.of("sendMessage", "sendPhoto", "sendMediaGroup")) {
            faults.on(method).chat(flooded).times(ALWAYS).chance(0.2).floods(Duration.ofSeconds(1));
        }
        often(faults).fails(500, "Internal Server Error: restart");
        often(faults).badGateway();
        often(faults).resetsBefore();
        often(faults).truncates();
        for (var how : Faults.Afterwards.values()) {
            often(faults).thenFails(how);
        }
        for (int millis : List.of(300, 600, 1000)) {
            faults.onEverything().times(ALWAYS).chance(OFTEN / 3).slow(Duration.ofMillis(millis));
        }
    }

    private static Faults.Rule often(Faults faults) {
        return faults.onEverything().times(ALWAYS).chance(OFTEN);
    }

    /// The messages that the bot had to send again, or could not know that it need not.
    static List<Event> lostAnswers(Faults faults) {
        return faults.losses().stream()
                .filter(call -> call.method().startsWith("send"))
                .flatMap(Mischief::keys)
                .map(key -> (Event) new Event.AnswerLost(0, key))
                .toList();
    }

    private static Stream<Key> keys(Playground.Call call) {
        var media = call.params().get("media") instanceof List<?> items ? items : List.of();
        return Stream.concat(Stream.of(call.params()), media.stream().map(item -> (Map<?, ?>) item))
                .flatMap(fields -> Stream.of("text", "caption").map(fields::get))
                .filter(String.class::isInstance)
                .map(text -> Key.of((String) text))
                .flatMap(Optional::stream);
    }
}
