package parley.content;

import static java.util.Objects.requireNonNull;

/// What one person may pass on to another, made of whitelisted fields only. What has no place here
/// cannot leak.
public sealed interface Content {
    /// Written text.
    record Text(Formatted text) implements Content {
        public Text {
            requireNonNull(text);
        }
    }

    /// A file that Telegram keeps, with what was written under it.
    ///
    /// @param file the file id, valid for this bot alone
    /// @param spoiler whether it is covered until tapped
    /// @param captionAbove whether the caption stands above it
    record Media(Kind kind, String file, Formatted caption, boolean spoiler, boolean captionAbove)
            implements Content {
        public Media {
            requireNonNull(kind);
            requireNonNull(file);
            requireNonNull(caption);
        }

        /// Hides the file id.
        @Override
        public String toString() {
            return "Media[" + kind + "]";
        }
    }

    /// Something that does not pass.
    ///
    /// @param kind what it is, by the name of its field in the Bot API
    record Refused(String kind) implements Content {
        public Refused {
            requireNonNull(kind);
        }
    }

    /// The kinds of media, named as in the Bot API but for the case.
    enum Kind {
        PHOTO,
        VIDEO,
        VOICE,
        DOCUMENT,
        STICKER
    }
}
