package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import parley.telegram.http.ApiException;

import java.io.PrintWriter;
import java.io.StringWriter;

/// Finds the token, and the address that it is part of, where they must not be.
final class Leaks {
    private Leaks() {}

    /// Looks through the whole chain of causes, and whether the method is named.
    static ApiException assertNone(ApiException failure) {
        assertTrue(failure.getMessage().matches("[a-z][A-Za-z]+: (?s:.+)"), failure::getMessage);
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertNone(trace.toString());
        return failure;
    }

    static void assertNone(String text) {
        assertFalse(text.contains("SECRET") || text.contains("1234567"), text);
        assertFalse(text.contains("/bot") || text.contains("localhost"), text);
    }
}
