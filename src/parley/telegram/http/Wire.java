package parley.telegram.http;

import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;
import parley.telegram.http.Line.Reply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// One method call over HTTP. Blocking; call it on a virtual thread.
///
/// Every call is a POST: the JDK's client repeats a GET by itself when a connection breaks, but
/// never a POST. Only a download, which changes nothing, is a GET. The addresses hold the token, so
/// neither they nor anything made of them is ever part of a message.
public final class Wire implements AutoCloseable {
    private final Line line;
    private final URI base;
    private final Downloads downloads;

    /// @param server the address of the Bot API server, without a path of its own
    public Wire(URI server, String token) {
        line = new Line(server);
        var address = server.toString().replaceAll("/+$", "");
        base = URI.create(address + "/bot" + token + "/");
        downloads = new Downloads(line, URI.create(address + "/file/bot" + token + "/"));
    }

    /// Calls a method.
    ///
    /// @param limit how long it may take in all
    /// @return the answer, which says `ok`; or nothing when the status says that the call succeeded
    ///   but the answer was cut off or cannot be read
    public Optional<Fields> call(String method, Map<String, Object> parameters, Duration limit)
            throws ApiException, InterruptedException {
        return read(method, post(method, parameters, limit));
    }

    /// The same for a caller who reads the answer piece by piece.
    ///
    /// @return the text of an answer with a status of success; nothing when it was cut off
    public Optional<String> text(String method, Map<String, Object> parameters, Duration limit)
            throws ApiException, InterruptedException {
        var reply = post(method, parameters, limit);
        if (!reply.isSuccess()) {
            throw Refusals.of(method, reply.status(), reply.body().orElse(""));
        }
        return reply.body();
    }

    /// The same for a method that is given files, which are made while they are sent.
    ///
    /// @param limit how long it may take in all, with the making of the files
    /// @throws ApiException also what the making of the files throws; when it throws an
    ///   [java.io.IOException], that is transient
    public Optional<Fields> upload(
            String method, Map<String, Object> parameters, Upload files, Duration limit)
            throws ApiException, InterruptedException {
        // Nobody who writes to us can guess it and end a part early.
        var boundary = UUID.randomUUID().toString();
        var pump = new Pump(out -> Form.write(out, boundary, parameters, files));
        // With HTTP/2 the client would put all that the server is ready to take into memory.
        var request =
                HttpRequest.newBuilder(base.resolve(method))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(pump)
                        .build();
        try {
            return read(method, exchange(method, request, limit));
        } catch (ApiException.Transient e) {
            pump.rethrow();
            throw e;
        } finally {
            // The client does so too as a rule, but it does not promise to.
            pump.stop();
        }
    }

    /// The same for files that are so small that they are made before they are sent: then the
    /// request says how long it is, which not every server can do without.
    public Optional<Fields> uploadSmall(
            String method, Map<String, Object> parameters, Upload files, Duration limit)
            throws ApiException, InterruptedException {
        var boundary = UUID.randomUUID().toString();
        var body = new ByteArrayOutputStream();
        try {
            Form.write(body, boundary, parameters, files);
        } catch (IOException _) {
            throw new ApiException.Transient(method, "a file broke off");
        }
        var request =
                HttpRequest.newBuilder(base.resolve(method))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build();
        return read(method, exchange(method, request, limit));
    }

    /// The files that Telegram keeps.
    public Downloads downloads() {
        return downloads;
    }

    private Reply<String> post(String method, Map<String, Object> parameters, Duration limit)
            throws ApiException, InterruptedException {
        var body = Json.write(parameters).getBytes(StandardCharsets.UTF_8);
        var request =
                HttpRequest.newBuilder(base.resolve(method))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        return exchange(method, request, limit);
    }

    private Reply<String> exchange(String method, HttpRequest request, Duration limit)
            throws ApiException, InterruptedException {
        return line.exchange(
                method, request, () -> BodySubscribers.ofString(StandardCharsets.UTF_8), limit);
    }

    private static Optional<Fields> read(String method, Reply<String> reply) throws ApiException {
        if (reply.body().isEmpty() && reply.isSuccess()) {
            return Optional.empty();
        }
        var text = reply.body().orElse("");
        try {
            var answer = new Fields(method, Json.parse(method, text));
            if (answer.flag("ok")) {
                return Optional.of(answer);
            }
        } catch (DecodeException _) {
            if (reply.isSuccess()) {
                return Optional.empty();
            }
        }
        throw Refusals.of(method, reply.status(), text);
    }

    @Override
    public void close() {
        line.close();
    }

    /// Hides the address.
    @Override
    public String toString() {
        return "Wire[hidden]";
    }
}
