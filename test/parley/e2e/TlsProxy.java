package parley.e2e;

import parley.FreePort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `nghttpx` in front of a server on this machine: HTTP/2 or HTTP/1.1 under TLS, with a certificate
/// that nobody else knows, as there is something in front of the Bot API, too.
final class TlsProxy implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String PASSWORD = "not-secret";
    private static final int TRIES = 10;

    private final Path folder;
    private final Process process;
    private final int port;

    /// A request that was answered.
    ///
    /// @param protocol `h2` or `http/1.1`
    /// @param method the last part of its path
    record Request(String protocol, String method) {
        private static Request of(String line) {
            int space = line.indexOf(' ');
            return new Request(line.substring(0, space), line.substring(line.lastIndexOf('/') + 1));
        }
    }

    private TlsProxy(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /// The program, if this machine has it.
    static Optional<Path> program() {
        // Where it belongs is not on everybody's path.
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, "nghttpx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Starts it and waits until it listens.
    ///
    /// @param folder for its files
    /// @param server what it passes requests on to, in the clear
    /// @param protocols what it offers, the best first
    static TlsProxy start(Path folder, URI server, List<String> protocols) throws Exception {
        makeCertificate(folder);
        for (int i = 0; i < TRIES; i++) {
            int port = FreePort.next();
            var process =
                    new ProcessBuilder(
                                    program().orElseThrow().toString(),
                                    "--conf=/dev/null",
                                    "--single-process",
                                    "--no-ocsp",
                                    "--frontend=" + HOST + "," + port,
                                    "--backend=" + HOST + "," + server.getPort(),
                                    "--npn-list=" + String.join(",", protocols),
                                    "--accesslog-file=access.log",
                                    "--accesslog-format=$alpn $path_without_query",
                                    "key.pem",
                                    "certificate.pem")
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            if (listens(process)) {
                return new TlsProxy(folder, process, port);
            }
        }
        throw new AssertionError("nghttpx does not start");
    }

    URI address() {
        return URI.create("https://localhost:" + port);
    }

    /// What a JVM needs to be told so that it believes the certificate.
    String trust() {
        return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                .formatted(keys(folder), PASSWORD);
    }

    /// What has been answered so far.
    List<Request> requests() throws IOException {
        try (var lines = Files.lines(folder.resolve("access.log"))) {
            return lines.map(Request::of).toList();
        }
    }

    /// Somebody else may take the port before the proxy does; then another is tried.
    private static boolean listens(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("Listening on")) {
                // It must never wait for somebody to read what it says.
                Thread.startVirtualThread(() -> out.lines().forEach(_ -> {}));
                return true;
            }
        }
        return false;
    }

    private static Path keys(Path folder) {
        return folder.resolve("keys.p12");
    }

    private static void makeCertificate(Path folder) throws Exception {
        var keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-alias",
                                "proxy",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost,ip:" + HOST,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                keys(folder).toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
        writePems(folder);
    }

    private static void writePems(Path folder) throws GeneralSecurityException, IOException {
        var password = PASSWORD.toCharArray();
        var keys = KeyStore.getInstance(keys(folder).toFile(), password);
        var key = keys.getKey("proxy", password).getEncoded();
        var certificate = keys.getCertificate("proxy").getEncoded();
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key));
        Files.writeString(folder.resolve("certificate.pem"), pem("CERTIFICATE", certificate));
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(content));
    }

    /// Every request that was answered is in the log when it returns.
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
