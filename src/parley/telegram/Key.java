package parley.telegram;

/// A button under a message.
///
/// @param label what stands on it
/// @param data what comes back when it is pressed, 1 to 64 bytes of UTF-8
public record Key(String label, String data) {}
