package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;
import parley.playground.Playground;
import parley.playground.Received;
import parley.playground.schema.Body;
import parley.telegram.Photos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The real bot over TLS, as it talks to the real Bot API: with the protocol that both prefer.
class Http2Test {
    private static final int MESSAGES = 50;
    private static final int CROWD = 150;

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void open() throws Exception {
        boolean found = TlsProxy.program().isPresent();
        assertTrue(found || System.getenv("CI") == null, "CI must have nghttpx");
        assumeTrue(found, "nghttpx is not installed (Debian: nghttp2-proxy)");
        scene = new Scene(folder);
        ann = scene.playground.human(7_000_000_001L);
        ben = scene.playground.human(7_000_000_002L);
    }

    @AfterEach
    void stop() {
        if (scene != null) {
            scene.close();
        }
    }

    /// Files go with HTTP/1.1, where they wait for whoever reads them and not in memory.
    @Test
    void aWholeConversationPassesOverHttp2() throws Exception {
        var protocols = converse(List.of("h2", "http/1.1"));

        for (var method : List.of("getUpdates", "sendMessage", "sendMediaGroup", "getFile")) {
            assertEquals(Set.of("h2"), protocols.get(method), method);
        }
        assertEquals(Set.of("http/1.1"), protocols.get("sendDocument"));
    }

    @Test
    void aWholeConversationPassesOverHttp1UnderTls() throws Exception {
        var protocols = converse(List.of("http/1.1"));

        assertTrue(protocols.containsKey("getUpdates"));
        for (var method : protocols.keySet()) {
            assertEquals(Set.of("http/1.1"), protocols.get(method), method);
        }
    }

    /// A server takes 100 requests at once on a connection, and this is more.
    @Test
    void moreCallsAtOnceThanOneConnectionTakesNeedNoSecondTry() throws Exception {
        try (var _ = proxy(List.of("h2", "http/1.1"))) {
            scene.with("SEND_RATE_PER_SEC", "10000");
            scene.playground.faults().on("sendMessage").times(CROWD).slow(Duration.ofSeconds(3));
            var crowd =
                    LongStream.range(0, CROWD)
                            .mapToObj(i -> scene.playground.human(7_100_000_000L + i))
                            .toList();
            try (var bot = scene.start()) {
                crowd.forEach(human -> human.says("/help"));
                crowd.forEach(human -> hears(human, "/find"));

                assertFalse(bot.output().contains("tried again"), bot.output());
            }
        }
    }

    /// Starts it between the bot and the playground.
    private TlsProxy proxy(List<String> offered) throws Exception {
        var proxy = TlsProxy.start(folder, scene.playground.address(), offered);
        scene.with("TELEGRAM_API_URL", proxy.address().toString()).with("JAVA_OPTS", proxy.trust());
        return proxy;
    }

    /// @return the protocols that were used for each method
    private Map<String, Set<String>> converse(List<String> offered) throws Exception {
        try (var proxy = proxy(offered)) {
            try (var bot = scene.start()) {
                scene.pair(ann, ben);
                talk("before");
                sendsAnAlbum();
                sendsAnImageAsAFile();
                bot.terminate();
                assertEquals(0, bot.awaitEnd(Scene.LIMIT));
            }
            say("while it is away");
            try (var _ = scene.start()) {
                hear("while it is away");
                scene.playground
                        .faults()
                        .on("sendMessage")
                        .chat(ben.id())
                        .floods(Duration.ofSeconds(1));
                talk("after");
                var statuses = scene.playground.calls().stream().map(Playground.Call::status);
                assertEquals(1, statuses.filter(status -> status == 429).count());
            }
            assertEquals(List.of(), scene.playground.violations());
            return proxy.requests().stream()
                    .collect(
                            Collectors.groupingBy(
                                    TlsProxy.Request::method,
                                    Collectors.mapping(
                                            TlsProxy.Request::protocol, Collectors.toSet())));
        }
    }

    private void talk(String topic) {
        say(topic);
        hear(topic);
    }

    private void say(String topic) {
        for (var text : texts(topic)) {
            ann.says(text);
            ben.says(text);
        }
    }

    /// Each heard all that the other said, once and in order.
    private void hear(String topic) {
        var texts = texts(topic);
        for (var human : List.of(ann, ben)) {
            hears(human, texts.getLast());
            assertEquals(texts, heard(human).filter(text -> text.startsWith(topic)).toList());
        }
    }

    private static List<String> texts(String topic) {
        return IntStream.range(0, MESSAGES).mapToObj(i -> topic + " " + i + ".").toList();
    }

    private static Stream<String> heard(Human human) {
        return human.phone().received().stream().map(Received::text);
    }

    private void sendsAnAlbum() throws Exception {
        scene.atOnce(() -> List.of("one", "two").forEach(this::sendsAPart));

        assertEquals("sendMediaGroup", hears(ben, "album one").method());
        hears(ben, "album two");
    }

    private void sendsAPart(String name) {
        ann.sends(
                Map.of(
                        "photo",
                        List.of(Map.of("file_id", name)),
                        "caption",
                        "album " + name,
                        "media_group_id",
                        "1"));
    }

    private void sendsAnImageAsAFile() {
        var image = Body.Upload.of("IMG_1.jpg", "image/jpeg", Photos.jpeg(1_000_000));
        ben.sends(Map.of("document", image, "caption", "look"));

        var uploads =
                hears(ann, "look").params().values().stream()
                        .filter(Body.Upload.class::isInstance)
                        .map(Body.Upload.class::cast)
                        .toList();
        assertEquals(1, uploads.size());
        assertArrayEquals(
                Photos.pixels(image.content()), Photos.pixels(uploads.getFirst().content()));
    }
}
