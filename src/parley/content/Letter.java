package parley.content;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// What a person does that the partner gets to see.
///
/// Message ids here are those of the person's own chat with the bot; whoever delivers knows which
/// message of the partner's chat is meant.
public sealed interface Letter {
    /// How many characters a bot may write under a file.
    int LONGEST_CAPTION = 1024;

    /// A new message.
    ///
    /// @param reply what it answers
    /// @param effect the animated effect that is shown with it
    record Fresh(Content content, Optional<Reply> reply, Optional<String> effect)
            implements Letter {
        public Fresh {
            requireNonNull(content);
            requireNonNull(reply);
            requireNonNull(effect);
        }

        /// A message that answers nothing.
        public static Fresh of(Content content) {
            return new Fresh(content, Optional.empty(), Optional.empty());
        }

        /// The messages that it takes to send this one: people with Telegram Premium may write more
        /// under a file than a bot, so that the rest follows as a text.
        public List<Fresh> messages() {
            if (content instanceof Content.Media media
                    && media.caption().length() > LONGEST_CAPTION) {
                return List.of(
                        new Fresh(media.with(Formatted.NONE), reply, effect),
                        of(new Content.Text(media.caption())));
            }
            return List.of(this);
        }
    }

    /// Several media that are shown as one.
    ///
    /// @param parts two to ten, in order
    /// @param effect the animated effect that is shown with it
    record Album(List<Part> parts, Optional<Reply> reply, Optional<String> effect)
            implements Letter {
        public Album {
            parts = List.copyOf(parts);
            requireNonNull(reply);
            requireNonNull(effect);
        }
    }

    /// One of the media of an album, and the message it came in.
    record Part(long messageId, Content.Media media) {}

    /// A message as it is after a change.
    record Edited(Content content) implements Letter {
        public Edited {
            requireNonNull(content);
        }
    }

    /// The emoji that a person put on a message; nothing when it was taken away.
    record Reacted(Optional<String> emoji) implements Letter {
        public Reacted {
            requireNonNull(emoji);
        }
    }

    /// A message is to be taken back.
    ///
    /// @param messageId which one; without it, the last
    record Unsent(Optional<Long> messageId) implements Letter {
        public Unsent {
            requireNonNull(messageId);
        }
    }

    /// What a message answers.
    ///
    /// @param messageId a message in the chat of whoever answers
    /// @param quote the part of it that is meant
    record Reply(long messageId, Optional<Quote> quote) {}

    /// A part of a message.
    ///
    /// @param position where it begins, in UTF-16 code units
    record Quote(Formatted text, int position) {}
}
