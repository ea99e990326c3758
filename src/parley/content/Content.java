package parley.content;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

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
    /// @param file how Telegram is told which file, and how it is recognised
    record Media(Kind kind, File file, Formatted caption, Look look) implements Content {
        public Media {
            requireNonNull(kind);
            requireNonNull(file);
            requireNonNull(caption);
            requireNonNull(look);
        }

        /// The same with another caption.
        public Media with(Formatted other) {
            return new Media(kind, file, other, look);
        }
    }

    /// A point on the map, in degrees.
    record Place(double latitude, double longitude) implements Content {
        /// Hides where it is.
        @Override
        public String toString() {
            return "Place[hidden]";
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

    /// A file of Telegram's.
    ///
    /// @param id names it in requests, for this bot alone
    /// @param uniqueId the same for everybody and for good, but of no use in requests
    /// @param image whether it is a JPEG or PNG sent as a file, small enough to be fetched: it goes
    ///   out as a file of its own, without what it tells about whoever made it
    record File(String id, String uniqueId, boolean image) {
        public File {
            requireNonNull(id);
            requireNonNull(uniqueId);
        }

        /// A file that goes out as it is.
        public File(String id, String uniqueId) {
            this(id, uniqueId, false);
        }

        /// Hides both ids.
        @Override
        public String toString() {
            return "File[hidden]";
        }
    }

    /// How media are shown.
    ///
    /// @param spoiler whether it is covered until tapped
    /// @param captionAbove whether the caption stands above it
    /// @param still the file id of the cover of a video, or of the still of a live photo
    /// @param start where a video begins to play, in seconds
    /// @param emoji what a sticker stands for
    record Look(
            boolean spoiler,
            boolean captionAbove,
            Optional<String> still,
            Optional<Long> start,
            Optional<String> emoji) {
        /// Nothing special.
        public static final Look PLAIN =
                new Look(false, false, Optional.empty(), Optional.empty(), Optional.empty());

        /// Hides the file id.
        @Override
        public String toString() {
            return "Look[spoiler=" + spoiler + ", captionAbove=" + captionAbove + "]";
        }
    }

    /// The kinds of media, named as in the Bot API but for the case. Some messages have the field
    /// of a second kind, for apps that do not know the first; so they are looked for in this order.
    enum Kind {
        LIVE_PHOTO,
        ANIMATION,
        PHOTO,
        VIDEO,
        VIDEO_NOTE,
        VOICE,
        AUDIO,
        DOCUMENT,
        STICKER;

        /// Whether something can be written under it.
        public boolean hasCaption() {
            return this != VIDEO_NOTE && this != STICKER;
        }

        /// Whether a message that was sent before can be made into one, by `editMessageMedia`.
        public boolean isExchangeable() {
            return hasCaption() && this != VOICE;
        }

        /// Whether it is looked at, so that it can be covered and have its caption above.
        public boolean isPicture() {
            return this == LIVE_PHOTO || this == ANIMATION || this == PHOTO || this == VIDEO;
        }
    }
}
