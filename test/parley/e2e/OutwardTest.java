package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;
import parley.playground.schema.Body;
import parley.telegram.Photos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the machine can see of the running bot: whom it calls, and with which arguments it runs.
class OutwardTest {
    private static final String SALT = "a-secret-that-nobody-may-see";

    /// The address of a socket in a line of strace, as in `sin_port=htons(53),
    /// sin_addr=inet_addr("127.0.0.1")` and `sin6_port=htons(53), sin6_flowinfo=htonl(0),
    /// inet_pton(AF_INET6, "::1", &sin6_addr)`.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "sin6?_port=htons\\((\\d+)\\).*?(?:inet_addr\\(|AF_INET6, )\"([^\"]+)\"");

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void build() throws Exception {
        scene = new Scene(folder).with("MASK_SALT", SALT);
        ann = scene.playground.human(7_000_000_001L);
        ben = scene.playground.human(7_000_000_002L);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void noServerIsContactedButTheOneOfTheSettings() throws Exception {
        requireStrace();
        var trace = folder.resolve("trace");
        var strace = "strace -D -f -qq -e trace=connect,sendto,sendmsg,sendmmsg -o '" + trace + "'";
        scene.with("JAVA_HOME", JavaHome.in(folder, strace, "").toString());
        var bot = scene.start();

        converse();
        bot.terminate();
        assertEquals(0, bot.awaitEnd(Scene.LIMIT), bot::output);

        var server = scene.playground.address();
        assertEquals(Set.of(server.getHost() + ":" + server.getPort()), contacted(trace));
    }

    @Test
    void noSecretIsOnTheCommandLine() throws Exception {
        var file = Path.of("/proc", Long.toString(scene.start().pid()), "cmdline");
        if (Files.notExists(file)) {
            missing("there is no " + file);
        }

        var words = List.of(Files.readString(file).split("\0"));

        assertEquals("run", words.getLast());
        for (var secret : BotProcess.TOKEN.split(":")) {
            assertFalse(words.toString().contains(secret), words::toString);
        }
        assertFalse(words.toString().contains(SALT), words::toString);
    }

    /// A bit of everything for which the bot may want to call somebody.
    private void converse() {
        scene.pair(ann, ben);
        ann.says("see https://example.org/page");
        hears(ben, "example.org");
        var image = Body.Upload.of("IMG_1.jpg", "image/jpeg", Photos.jpeg());
        ann.sends(Map.of("document", image, "caption", "look"));
        assertEquals("sendDocument", hears(ben, "look").method());
        ann.says("/video");
        hears(ben, "https://meet.jit.si/");
        ann.says("/mydata");
        hears(ann, "kept about you");
        Scene.reports(ben);
        hears(ann, "has left");
    }

    private static Set<String> contacted(Path trace) throws IOException {
        try (var lines = Files.lines(trace)) {
            return lines.flatMap(line -> ADDRESS.matcher(line).results())
                    .map(OutwardTest::name)
                    .collect(Collectors.toSet());
        }
    }

    /// An IPv4 address may be written as one of IPv6.
    private static String name(MatchResult address) {
        return address.group(2).replaceFirst("^::ffff:", "") + ":" + address.group(1);
    }

    private static void requireStrace() throws InterruptedException {
        try {
            var strace = new ProcessBuilder("strace", "-D", "-f", "-o", "/dev/null", "true");
            if (strace.start().waitFor() != 0) {
                missing("strace may not trace here");
            }
        } catch (IOException _) {
            missing("strace is not installed");
        }
    }

    /// Skips the test on somebody's machine, but never where everything has to be tested.
    private static void missing(String reason) {
        if (System.getenv("CI") == null) {
            abort(reason);
        }
        fail(reason);
    }
}
