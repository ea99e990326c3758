package parley.telegram.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// One request over HTTP and what comes back, within a time limit. Blocking.
final class Line implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /// So many requests at once may share a connection with HTTP/2. Servers should allow 100 (RFC
    /// 9113, section 6.5.2), and the JDK's client fails what is more than a server allows.
    private static final int SHARED = 90;

    private final HttpClient http;
    private final Semaphore sharing = new Semaphore(SHARED);

    /// @param body nothing if it broke off after the status had come
    record Reply<T>(int status, Optional<T> body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    Line(URI server) {
        // HTTP/2 is negotiated under TLS. In the clear it would need an upgrade that few servers
        // know.
        boolean secure = server.getScheme().equalsIgnoreCase("https");
        http =
                HttpClient.newBuilder()
                        .version(secure ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        // Nothing blocks in what the client runs itself, and a pool costs memory.
                        .executor(Runnable::run)
                        .build();
    }

    /// Sends a request and waits until the body is there, as far as its subscriber waits for it.
    ///
    /// @param method names the request in messages
    /// @param limit how long it may take in all
    <T> Reply<T> exchange(
            String method, HttpRequest request, Supplier<BodySubscriber<T>> body, Duration limit)
            throws ApiException, InterruptedException {
        if (!sharing.tryAcquire()) {
            return send(method, unshared(request), body, limit);
        }
        try {
            return send(method, request, body, limit);
        } finally {
            sharing.release();
        }
    }

    /// With HTTP/1.1 it has a connection to itself.
    private static HttpRequest unshared(HttpRequest request) {
        return HttpRequest.newBuilder(request, (_, _) -> true)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private <T> Reply<T> send(
            String method, HttpRequest request, Supplier<BodySubscriber<T>> body, Duration limit)
            throws ApiException, InterruptedException {
        var status = new AtomicInteger();
        var answer =
                http.sendAsync(
                        request,
                        head -> {
                            status.set(head.statusCode());
                            return body.get();
                        });
        try {
            // A limit on the request would end with the headers; this one covers the body too.
            var whole = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).body();
            return new Reply<>(status.get(), Optional.of(whole));
        } catch (TimeoutException _) {
            return brokenOff(method, status.get(), "no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return brokenOff(method, status.get(), problem(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private static <T> Reply<T> brokenOff(String method, int status, String problem)
            throws ApiException.Transient {
        if (status == 0) {
            throw new ApiException.Transient(method, problem);
        }
        return new Reply<>(status, Optional.empty());
    }

    private static String problem(Throwable cause) {
        var kind = cause.getClass().getSimpleName();
        var text = cause instanceof IOException ? cause.getMessage() : null;
        return kind + (text == null ? "" : ": " + text) + hint(cause);
    }

    /// Where to look, for what says nothing of it itself.
    private static String hint(Throwable cause) {
        for (var inner = cause; inner != null; inner = inner.getCause()) {
            switch (inner) {
                case UnresolvedAddressException _ -> {
                    return " (the server's name is not known here; look at the network and DNS)";
                }
                case CertificateExpiredException _, CertificateNotYetValidException _ -> {
                    return " (its certificate is for another time; look at the clock)";
                }
                default -> {}
            }
        }
        return cause instanceof ConnectException ? " (nobody takes the connection)" : "";
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
