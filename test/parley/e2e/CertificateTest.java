package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import parley.e2e.Impostor.Certificate;

import java.nio.file.Path;
import java.util.List;

/// The real bot, and somebody between it and Telegram who has a certificate, but not the right one.
class CertificateTest {
    @TempDir Path folder;

    /// It goes on trying, and when the right certificate is there, it asks.
    @ParameterizedTest
    @EnumSource(names = "RIGHT", mode = EnumSource.Mode.EXCLUDE)
    void aServerWithoutTheRightCertificateIsAskedNothing(Certificate wrong) throws Exception {
        try (var impostor = new Impostor(folder, wrong);
                var scene = new Scene(folder)) {
            scene.with("TELEGRAM_API_URL", impostor.address().toString())
                    .with("JAVA_OPTS", impostor.trust());
            try (var bot = scene.launch("run")) {
                Scene.await(() -> complaints(bot).size() >= 2 || !impostor.requests().isEmpty());
                assertEquals(List.of(), impostor.requests());

                impostor.show(Certificate.RIGHT);

                assertEquals(3, bot.awaitEnd(Scene.LIMIT), bot::output);
                assertEquals(1, impostor.requests().size());
                assertTrue(impostor.requests().getFirst().endsWith("/getMe HTTP/1.1"));
                for (var complaint : complaints(bot)) {
                    assertTrue(complaint.contains("SSLHandshakeException"), complaint);
                    assertTellsNoAddress(complaint, impostor);
                    assertEquals(
                            wrong == Certificate.OF_ANOTHER_TIME,
                            complaint.contains("look at the clock"),
                            complaint);
                }
            }
        }
    }

    private static List<String> complaints(BotProcess bot) {
        return bot.output().lines().filter(line -> line.contains("cannot be reached")).toList();
    }

    /// Nor a token that had to be taken out, for it stands in the address.
    private static void assertTellsNoAddress(String line, Impostor impostor) {
        var port = ":" + impostor.address().getPort();
        for (var part : List.of("AAcanary", "<redacted>", "/bot", "https:", "getMe?", port)) {
            assertFalse(line.contains(part), line);
        }
    }
}
