package parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.FreePort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.SplittableRandom;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// A real server behind TLS, with a certificate for `localhost` that is made here.
class TlsTest {
    private static final String PASSWORD = "not-secret";

    @TempDir Path folder;
    private RedisServer server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        makeCertificate();
        port = FreePort.next();
        server =
                RedisServer.start(
                        folder,
                        "--tls-port",
                        Integer.toString(port),
                        "--tls-cert-file",
                        "certificate.pem",
                        "--tls-key-file",
                        "key.pem",
                        "--tls-auth-clients",
                        "no");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void speaksWithAServerWhoseCertificateIsForItsName() throws Exception {
        try (var redis = open("localhost", port, trusting())) {
            assertTrue(redis.isUp());
            var rate = new SharedLimiter.Rate("messages", Duration.ofHours(1), 1);
            var limit = new SharedLimiter<String>(redis, _ -> Duration.ofDays(1), key -> key, rate);
            assertTrue(limit.tryAcquire("alice").isZero());
            var wait = limit.tryAcquire("alice");
            assertTrue(wait.isPositive() && wait.compareTo(Duration.ofHours(1)) <= 0);
        }
    }

    @Test
    void refusesACertificateThatIsForAnotherName() {
        var e =
                assertThrows(
                        RedisException.Refused.class, () -> open("127.0.0.1", port, trusting()));

        assertTrue(e.getMessage().contains("valid for this host"), e.getMessage());
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        var usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var e = assertThrows(RedisException.Refused.class, () -> open("localhost", port, usual));

        assertTrue(e.getMessage().contains("is its certificate trusted here"), e.getMessage());
    }

    @Test
    void saysSoWhenThePortSpeaksNothingButTls() {
        var place = new Endpoint.Tcp("localhost", port, false);
        var endpoint = new Endpoint(place, Optional.empty(), Optional.empty(), 0);

        var e = assertThrows(RedisException.class, () -> Redis.check(endpoint));

        assertTrue(e.getMessage().contains("rediss://"), e.getMessage());
    }

    @Test
    void aServerThatIsGoneIsNoMistakeOfTheOperator() throws Exception {
        server.stop();

        try (var redis = open("localhost", port, trusting())) {
            assertFalse(redis.isUp());
        }
    }

    private static Redis open(String host, int port, SSLSocketFactory tls) throws Exception {
        var place = new Endpoint.Tcp(host, port, true);
        var limit = Duration.ofSeconds(20);
        var redis =
                new Redis(
                        new Endpoint(place, Optional.empty(), Optional.empty(), 0),
                        new Redis.Limits(limit, limit, limit),
                        new Breaker(System::nanoTime, new SplittableRandom(1)),
                        tls);
        redis.start();
        return redis;
    }

    private SSLSocketFactory trusting() throws Exception {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("server", keys().getCertificate("server"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private KeyStore keys() throws Exception {
        return KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
    }

    private void makeCertificate() throws Exception {
        var keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-keystore",
                                folder.resolve("keys.p12").toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        var said = new String(keytool.getInputStream().readAllBytes());
        assertEquals(0, keytool.waitFor(), said);
        var keys = keys();
        write("certificate.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        var key = keys.getKey("server", PASSWORD.toCharArray());
        write("key.pem", "PRIVATE KEY", key.getEncoded());
    }

    private void write(String file, String type, byte[] bytes) throws IOException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        var pem = "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
        Files.writeString(folder.resolve(file), pem);
    }
}
