package parley.telegram.http;

import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Sorts what the Bot API answers by what can be done about it. The descriptions are matched
/// loosely, for they change between versions; codes decide where there is a doubt.
public final class Refusals {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final int LONGEST_DESCRIPTION = 200;
    private static final List<String> UNREACHABLE =
            List.of(
                    "chat not found",
                    "user not found",
                    "have no write access to the chat",
                    "privacy_premium_required",
                    "allow_payment_required",
                    "peer_id_invalid");

    /// What an answer complains about.
    private record Problem(int code, String description, Optional<Duration> retryAfter) {}

    private Refusals() {}

    /// The exception for an answer that is not a success.
    ///
    /// @param body what came with it: JSON as a rule, but HTML or nothing from a proxy in between
    public static ApiException of(String method, int status, String body) {
        var problem = read(method, status, body);
        var text = problem.description();
        return switch (problem.code()) {
            case 400 -> bad(method, text);
            case 401, 404 -> unknown(method, problem);
            case 403 -> new ApiException.Unreachable(method, text);
            case 409 -> new ApiException.Conflict(method, text);
            case 429 ->
                    new ApiException.FloodWait(method, problem.retryAfter().orElse(SHORTEST_WAIT));
            default -> other(method, problem);
        };
    }

    private static ApiException bad(String method, String description) {
        var words = description.toLowerCase(Locale.ROOT);
        return UNREACHABLE.stream().anyMatch(words::contains)
                ? new ApiException.Unreachable(method, description)
                : new ApiException.Rejected(method, 400, description);
    }

    /// A server that is older than we are lacks a method, and the token is fine.
    private static ApiException unknown(String method, Problem problem) {
        return problem.description().contains("method not found")
                ? new ApiException.Rejected(method, problem.code(), problem.description())
                : new ApiException.Unauthorized(method, problem.code(), problem.description());
    }

    /// Redirects and odd codes of a proxy pass, as server errors do. A message that Telegram sent
    /// but deleted at once would meet the same fate again.
    private static ApiException other(String method, Problem problem) {
        boolean deleted = problem.description().contains("immediately deleted");
        boolean refused = problem.code() > 400 && problem.code() < 500 && problem.code() != 408;
        return deleted || refused
                ? new ApiException.Rejected(method, problem.code(), problem.description())
                : new ApiException.Transient(method, problem.code() + " " + problem.description());
    }

    private static Problem read(String method, int status, String body) {
        try {
            var answer = new Fields(method, Json.parse(method, body));
            return new Problem(
                    answer.optionalNumber("error_code").orElse((long) status).intValue(),
                    shortened(answer.optionalText("description").orElse("no description")),
                    answer.child("parameters")
                            .flatMap(parameters -> parameters.optionalNumber("retry_after"))
                            .filter(seconds -> seconds > 0)
                            .map(Duration::ofSeconds));
        } catch (DecodeException _) {
            return new Problem(status, "the answer cannot be read", Optional.empty());
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DESCRIPTION
                ? text
                : text.substring(0, LONGEST_DESCRIPTION) + "…";
    }
}
