package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;
import parley.playground.Playground;
import parley.playground.Profile;
import parley.playground.Received;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A hundred people at once, across a restart, and then a look at all that was written and sent.
class CrowdTest {
    private static final int PEOPLE = 100;
    private static final int MESSAGES = 10;
    private static final long FIRST_ID = 5_318_008_000_001L;

    @TempDir Path folder;
    private final Map<Long, Human> humans = new HashMap<>();
    private final Map<Long, List<String>> expected = new HashMap<>();
    private final List<String> logs = new ArrayList<>();

    @Test
    void fiftyPairsChatAcrossARestartAndNobodyIsIdentified() throws Exception {
        try (var scene = new Scene(folder)) {
            IntStream.range(0, PEOPLE).forEach(i -> join(scene.playground, FIRST_ID + i));
            var bot = scene.start();
            humans.values().forEach(human -> human.says("/find"));
            humans.values().forEach(human -> hears(human, "Partner found"));
            var partners = partners(scene.playground);
            chat(partners, "before");
            bot.terminate();
            assertEquals(0, bot.awaitEnd(Scene.LIMIT));
            logs.add(bot.output());

            bot = scene.start();
            chat(partners, "after");
            reshuffle(partners);
            chat(partners(scene.playground), "reshuffled");
            bot.terminate();
            assertEquals(0, bot.awaitEnd(Scene.LIMIT));
            logs.add(bot.output());

            assertEquals(List.of(), scene.playground.violations());
            assertEveryMessageArrivedOnceInOrder();
            assertNothingIdentifies(scene);
        }
    }

    private void join(Playground playground, long id) {
        var name = "Canary" + id;
        var profile = new Profile(id, name + "first", name + "last", name + "user", "en");
        humans.put(id, playground.human(profile));
        expected.put(id, new ArrayList<>());
    }

    /// Everybody says something numbered, all at the same time.
    private void chat(Map<Long, Long> partners, String when) {
        for (int i = 0; i < MESSAGES; i++) {
            for (var human : humans.values()) {
                var text = "%s %d of %s".formatted(when, i, Long.toString(human.id() % 1000, 36));
                human.says(text);
                expected.get(partners.get(human.id())).add(text);
            }
        }
        for (var human : humans.values()) {
            var texts = expected.get(human.id());
            if (!texts.isEmpty()) {
                hears(human, texts.getLast());
            }
        }
    }

    /// Half leave by /next, /end or /block, and everybody looks for somebody new.
    private void reshuffle(Map<Long, Long> partners) {
        var ways = List.of("/next", "/end", "/block");
        int turn = 0;
        for (var pair : partners.entrySet()) {
            var leaver = humans.get(pair.getKey());
            var left = humans.get(pair.getValue());
            if (leaver.id() < left.id()) {
                var way = ways.get(turn++ % ways.size());
                leaver.says(way);
                hears(left, "has left");
                if (way.equals("/next")) {
                    hears(leaver, "You left");
                } else {
                    hears(leaver, way.equals("/end") ? "You left" : "Blocked");
                    leaver.says("/find");
                }
                left.says("/find");
            }
        }
        humans.values().forEach(human -> hears(human, "Partner found"));
    }

    /// Who is with whom can only be seen from what is relayed.
    private Map<Long, Long> partners(Playground playground) {
        var whoSaid = new HashMap<String, Long>();
        for (var human : humans.values()) {
            var text =
                    "hello "
                            + Long.toString(human.id() * 31 % 1_000_003, 36)
                            + "#"
                            + human.says("x");
            whoSaid.put(text, human.id());
            human.says(text);
        }
        var partners = new HashMap<Long, Long>();
        for (var human : humans.values()) {
            hears(human, "x");
            var got = hears(human, "hello ").text();
            expected.get(human.id()).addAll(List.of("x", got));
            partners.put(whoSaid.get(got), human.id());
        }
        for (var pair : partners.entrySet()) {
            assertEquals(pair.getKey(), partners.get(pair.getValue()), "partners see each other");
        }
        return partners;
    }

    private void assertEveryMessageArrivedOnceInOrder() {
        for (var human : humans.values()) {
            var got =
                    human.phone().received().stream()
                            .filter(item -> !item.message().containsKey("reply_markup"))
                            .map(Received::text)
                            .toList();
            assertEquals(expected.get(human.id()), got);
        }
    }

    /// No canary in any form that a dump or a glance would show: not in what went to others, not in
    /// the files, not in the log.
    private void assertNothingIdentifies(Scene scene) throws IOException {
        var finds = new ArrayList<String>();
        for (var call : scene.playground.calls()) {
            var sent = call.params().toString();
            humans.keySet().stream()
                    .filter(id -> !id.equals(call.params().get("chat_id")))
                    .filter(id -> sent.contains("Canary" + id) || sent.contains(id.toString()))
                    .forEach(id -> finds.add(call.method() + " shows " + id));
        }
        for (var log : logs) {
            scan("the log", log.getBytes(), finds);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                scan(file.getFileName().toString(), Files.readAllBytes(file), finds);
            }
        }
        assertEquals(List.of(), finds);
    }

    private void scan(String what, byte[] bytes, List<String> finds) {
        var hex = HexFormat.of().formatHex(bytes);
        for (long id : humans.keySet()) {
            for (var canary : canaries(id)) {
                if (hex.contains(canary)) {
                    finds.add(what + " holds " + id);
                }
            }
        }
        if (new String(bytes).contains(BotProcess.TOKEN)) {
            finds.add(what + " holds the token");
        }
    }

    private static List<String> canaries(long id) {
        var hex = HexFormat.of();
        return List.of(
                hex.formatHex(Long.toString(id).getBytes()),
                hex.formatHex(Long.toHexString(id).getBytes()),
                hex.toHexDigits(id).substring(2),
                hex.toHexDigits(Long.reverseBytes(id)).substring(0, 14));
    }
}
