package parley;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.config.Loaded;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/// `parley health`: asks the bot on this machine whether it can serve, for those who watch over it.
///
/// @param out where the answer is said
/// @param err where problems are said
record Health(PrintStream out, PrintStream err) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// @return the exit code: fine only when the bot is ready
    int run(Loaded loaded) {
        var address = loaded.settings().http();
        if (address.isEmpty()) {
            err.println(
                    "parley: HTTP_ADDR is not set, so the bot cannot be asked; set it for both");
            return Main.BAD_USAGE;
        }
        try {
            return ask(address.get());
        } catch (IOException _) {
            err.println("parley: no bot answers at HTTP_ADDR; is it running?");
            return Main.FAILED;
        }
    }

    private int ask(InetSocketAddress address) throws IOException {
        var host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : host(address);
        var page = URI.create("http://" + host + ":" + address.getPort() + "/readyz").toURL();
        var connection = (HttpURLConnection) page.openConnection();
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        boolean fine = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        try (var body = fine ? connection.getInputStream() : connection.getErrorStream()) {
            (fine ? out : err).print(new String(body.readAllBytes(), UTF_8));
        }
        return fine ? Main.FINE : Main.FAILED;
    }

    private static String host(InetSocketAddress address) {
        var text = address.getAddress().getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
