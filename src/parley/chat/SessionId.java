package parley.chat;

import java.util.HexFormat;

/// Names one chat between two people. Random, so that it says nothing about either of them.
public record SessionId(long value) {
    /// Sixteen hexadecimal digits, as in callback data and in reports.
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }

    /// Reads what [#toString] wrote.
    ///
    /// @throws IllegalArgumentException when it is anything else
    static SessionId parse(String text) {
        if (text.length() != 16) {
            throw new IllegalArgumentException("a session id has 16 digits");
        }
        return new SessionId(HexFormat.fromHexDigitsToLong(text));
    }
}
