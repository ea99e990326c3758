package parley.telegram;

import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// One method call over HTTP. Blocking; call it on a virtual thread.
///
/// Every call is a POST: the JDK's client repeats a GET by itself when a connection breaks, but
/// never a POST. The base address holds the token, so neither it nor anything made of it is ever
/// part of a message.
final class Wire implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI base;

    /// @param server the address of the Bot API server, without a path of its own
    Wire(URI server, String token) {
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
        base = URI.create(server.toString().replaceAll("/+$", "") + "/bot" + token + "/");
    }

    /// Calls a method.
    ///
    /// @param limit how long it may take in all
    /// @return the answer, which says `ok`; or nothing when the status says that the call succeeded
    ///   but the answer was cut off or cannot be read
    Optional<Fields> call(String method, Map<String, Object> parameters, Duration limit)
            throws ApiException, InterruptedException {
        var body = Json.write(parameters).getBytes(StandardCharsets.UTF_8);
        var request =
                HttpRequest.newBuilder(base.resolve(method))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        var status = new AtomicInteger();
        var text = exchange(method, request, status, limit);
        if (text.isEmpty() && isSuccess(status.get())) {
            return Optional.empty();
        }
        return read(method, status.get(), text.orElse(""));
    }

    /// The body of the answer, or nothing if it broke off after the status had come.
    private Optional<String> exchange(
            String method, HttpRequest request, AtomicInteger status, Duration limit)
            throws ApiException, InterruptedException {
        HttpResponse.BodyHandler<String> handler =
                head -> {
                    status.set(head.statusCode());
                    return BodySubscribers.ofString(StandardCharsets.UTF_8);
                };
        var answer = http.sendAsync(request, handler);
        try {
            // A limit on the request would end with the headers; this one covers the body too.
            return Optional.of(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).body());
        } catch (TimeoutException _) {
            return brokenOff(method, status, "no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return brokenOff(method, status, problem(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private static Optional<String> brokenOff(String method, AtomicInteger status, String problem)
            throws ApiException.Transient {
        if (status.get() == 0) {
            throw new ApiException.Transient(method, problem);
        }
        return Optional.empty();
    }

    private static Optional<Fields> read(String method, int status, String text)
            throws ApiException {
        try {
            var answer = Fields.of(method, Json.parse(method, text));
            if (answer.flag("ok")) {
                return Optional.of(answer);
            }
        } catch (DecodeException _) {
            if (isSuccess(status)) {
                return Optional.empty();
            }
        }
        throw Refusals.of(method, status, text);
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static String problem(Throwable cause) {
        return cause instanceof IOException
                ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
                : cause.getClass().getSimpleName();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /// Hides the address.
    @Override
    public String toString() {
        return "Wire[hidden]";
    }
}
