package parley.playground.schema;

import parley.json.Json;

import java.util.LinkedHashMap;
import java.util.Map;

/// The Bot API says no to one call, in its own words.
///
/// A *violation* is a request that no correct bot would send; anything else is an ordinary refusal
/// that a correct bot has to live with.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean violation;

    private Refusal(int status, String description, boolean violation) {
        super(description, null, false, false);
        this.status = status;
        this.violation = violation;
    }

    /// An ordinary refusal.
    public static Refusal of(int status, String description) {
        return new Refusal(status, description, false);
    }

    /// An ordinary refusal with status 400.
    public static Refusal badRequest(String problem) {
        return of(400, "Bad Request: " + problem);
    }

    /// A violation with status 400.
    public static Refusal violation(String problem) {
        return new Refusal(400, "Bad Request: " + problem, true);
    }

    /// A violation with the words of the server.
    public static Refusal violation(int status, String description) {
        return new Refusal(status, description, true);
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// Whether no correct bot would have sent the request.
    public boolean isViolation() {
        return violation;
    }

    /// The body of this refusal.
    public String json() {
        return json(status, getMessage(), Map.of());
    }

    /// The body of a refusal.
    ///
    /// @param parameters what a client needs to go on, such as `retry_after`; may be empty
    public static String json(int status, String description, Map<String, Object> parameters) {
        var body = new LinkedHashMap<String, Object>();
        body.put("ok", false);
        body.put("error_code", status);
        body.put("description", description);
        if (!parameters.isEmpty()) {
            body.put("parameters", parameters);
        }
        return Json.write(body);
    }
}
