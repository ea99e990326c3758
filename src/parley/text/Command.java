package parley.text;

/// A line of the command menu.
///
/// @param name the command without its slash
/// @param description what it does, at most 256 characters
public record Command(String name, String description) {}
