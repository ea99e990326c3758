package parley.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A server on this machine that shows whatever certificate the test wants, remembers what it is
/// asked by whoever believes it, and tells everybody that it does not know their token.
final class Impostor implements AutoCloseable {
    private static final String HOST = "localhost";
    private static final String STORE = "PKCS12";
    private static final String PASSWORD = "not-secret";
    private static final byte[] UNKNOWN =
            "HTTP/1.1 401 X\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(HOST));
    private final Map<Certificate, SSLContext> contexts = new EnumMap<>(Certificate.class);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Path trusted;
    private volatile Certificate shown;

    /// What it can show.
    enum Certificate {
        /// For its name, and known to whoever uses [#trust].
        RIGHT(HOST),
        /// For its name, but nobody knows who made it.
        OF_A_STRANGER(HOST),
        /// Known like the right one, but for another name.
        OF_ANOTHER_NAME("telegram.example"),
        /// For its name, by somebody who is known, but of last year.
        OF_ANOTHER_TIME(HOST);

        private final String name;

        Certificate(String name) {
            this.name = name;
        }
    }

    /// @param folder for the keys that it makes
    Impostor(Path folder, Certificate first) throws Exception {
        shown = first;
        trusted = folder.resolve("trusted.p12");
        var known = KeyStore.getInstance(STORE);
        known.load(null, null);
        for (var certificate : Certificate.values()) {
            var keys = make(folder.resolve(certificate + ".p12"), certificate);
            contexts.put(certificate, context(keys));
            if (certificate != Certificate.OF_A_STRANGER) {
                var chain = keys.getCertificateChain("server");
                known.setCertificateEntry(certificate.name(), chain[chain.length - 1]);
            }
        }
        try (OutputStream out = Files.newOutputStream(trusted)) {
            known.store(out, PASSWORD.toCharArray());
        }
        Thread.startVirtualThread(this::accept);
    }

    URI address() {
        return URI.create("https://" + HOST + ":" + server.getLocalPort());
    }

    /// What a JVM needs to be told so that it knows whom to believe.
    String trust() {
        return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                .formatted(trusted, PASSWORD);
    }

    void show(Certificate certificate) {
        shown = certificate;
    }

    /// The first line of everything that came through.
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                Thread.startVirtualThread(() -> serve(connection));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket connection) {
        var factory = contexts.get(shown).getSocketFactory();
        try (var secure = (SSLSocket) factory.createSocket(connection, null, true)) {
            var in = new BufferedReader(new InputStreamReader(secure.getInputStream(), UTF_8));
            var line = in.readLine();
            if (line != null) {
                requests.add(line);
                secure.getOutputStream().write(UNKNOWN);
            }
        } catch (IOException _) {
            // The client does not believe it.
        }
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /// What is known itself is believed at any time, so the one of another time has a signer.
    private static KeyStore make(Path file, Certificate certificate) throws Exception {
        var name = certificate.name;
        var server = List.of("server", "-dname", "CN=" + name, "-ext", "san=dns:" + name);
        if (certificate == Certificate.OF_ANOTHER_TIME) {
            keytool(file, List.of("signer", "-dname", "CN=signer", "-ext", "bc=ca:true"));
            server = new ArrayList<>(server);
            server.addAll(List.of("-signer", "signer", "-startdate", "-1y", "-validity", "30"));
        }
        keytool(file, server);
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    /// @param pair an alias, and what is to be said about it
    private static void keytool(Path file, List<String> pair) throws Exception {
        var keytool = new File(System.getProperty("java.home"), "bin/keytool").getPath();
        var made =
                new ProcessBuilder(keytool, "-genkeypair", "-keyalg", "EC", "-alias")
                        .redirectErrorStream(true);
        made.command().addAll(pair);
        made.command().addAll(List.of("-keystore", file.toString(), "-storetype", STORE));
        made.command().addAll(List.of("-storepass", PASSWORD));
        var process = made.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
