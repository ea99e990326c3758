package parley.telegram;

import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// One method call over HTTP. Blocking; call it on a virtual thread.
///
/// Every call is a POST: the JDK's client repeats a GET by itself when a connection breaks, but
/// never a POST. Only a download, which changes nothing, is a GET. The addresses hold the token, so
/// neither they nor anything made of them is ever part of a message.
final class Wire implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final String DOWNLOAD = "download";

    /// A path that cannot lead away from the files of this bot, or break the address: the complaint
    /// about a broken one would quote it.
    private static final Pattern PATH = Pattern.compile("(?!.*\\.\\.)\\w[\\w./-]*");

    private final HttpClient http;
    private final URI base;
    private final URI files;

    private record Reply<T>(int status, Optional<T> body) {}

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
        var address = server.toString().replaceAll("/+$", "");
        base = URI.create(address + "/bot" + token + "/");
        files = URI.create(address + "/file/bot" + token + "/");
    }

    /// Calls a method.
    ///
    /// @param limit how long it may take in all
    /// @return the answer, which says `ok`; or nothing when the status says that the call succeeded
    ///   but the answer was cut off or cannot be read
    Optional<Fields> call(String method, Map<String, Object> parameters, Duration limit)
            throws ApiException, InterruptedException {
        var body = Json.write(parameters).getBytes(StandardCharsets.UTF_8);
        return read(method, post(method, "application/json", body, limit));
    }

    /// The same for a caller who reads the answer piece by piece.
    ///
    /// @return the text of an answer with a status of success; nothing when it was cut off
    Optional<String> text(String method, Map<String, Object> parameters, Duration limit)
            throws ApiException, InterruptedException {
        var body = Json.write(parameters).getBytes(StandardCharsets.UTF_8);
        var reply = post(method, "application/json", body, limit);
        if (!isSuccess(reply.status())) {
            throw Refusals.of(method, reply.status(), reply.body().orElse(""));
        }
        return reply.body();
    }

    /// The same for a method that is given a file.
    Optional<Fields> upload(
            String method, Map<String, Object> parameters, Upload file, Duration limit)
            throws ApiException, InterruptedException {
        // Nobody who writes to us can guess it and end a part early.
        var boundary = UUID.randomUUID().toString();
        var body = file.with(parameters, boundary);
        return read(method, post(method, "multipart/form-data; boundary=" + boundary, body, limit));
    }

    /// Fetches a file.
    ///
    /// @param path as `getFile` tells it
    /// @param most how many bytes it may have
    /// @return nothing when it is not there for good, empty or too large
    Optional<ByteBuffer> download(String path, int most, Duration limit)
            throws ApiException, InterruptedException {
        if (!PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        var request = HttpRequest.newBuilder(files.resolve(path)).build();
        var reply = exchange(DOWNLOAD, request, () -> new Beginning(most + 1), limit);
        var bytes =
                reply.body()
                        .orElseThrow(() -> new ApiException.Transient(DOWNLOAD, "it broke off"));
        if (isSuccess(reply.status())) {
            return bytes.length == 0 || bytes.length > most
                    ? Optional.empty()
                    : Optional.of(ByteBuffer.wrap(bytes));
        }
        return switch (refusal(reply.status(), bytes)) {
            case ApiException.FloodWait flood -> throw flood;
            case ApiException.Transient trouble -> throw trouble;
            // Telling them apart is of no use: the file cannot be had.
            case ApiException.Rejected _,
                    ApiException.Unreachable _,
                    ApiException.Unauthorized _,
                    ApiException.Conflict _ ->
                    Optional.empty();
        };
    }

    private static ApiException refusal(int status, byte[] body) {
        return Refusals.of(DOWNLOAD, status, new String(body, StandardCharsets.UTF_8));
    }

    private Reply<String> post(String method, String type, byte[] body, Duration limit)
            throws ApiException, InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve(method))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        return exchange(
                method, request, () -> BodySubscribers.ofString(StandardCharsets.UTF_8), limit);
    }

    /// What came back; without the body if it broke off after the status had come.
    private <T> Reply<T> exchange(
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

    private static Optional<Fields> read(String method, Reply<String> reply) throws ApiException {
        if (reply.body().isEmpty() && isSuccess(reply.status())) {
            return Optional.empty();
        }
        var text = reply.body().orElse("");
        try {
            var answer = Fields.of(method, Json.parse(method, text));
            if (answer.flag("ok")) {
                return Optional.of(answer);
            }
        } catch (DecodeException _) {
            if (isSuccess(reply.status())) {
                return Optional.empty();
            }
        }
        throw Refusals.of(method, reply.status(), text);
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static String problem(Throwable cause) {
        return cause instanceof IOException && cause.getMessage() != null
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
