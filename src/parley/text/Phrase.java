package parley.text;

import parley.chat.Button;

import java.util.List;

/// A notice in words: plain text without any markup, and the rows of buttons under it.
///
/// @param rows at most three buttons each; none when the notice has no buttons
public record Phrase(String text, List<List<Label>> rows) {
    public Phrase {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// A button and what stands on it.
    public record Label(String words, Button button) {}
}
