package parley.delivery;

import parley.content.Content;
import parley.content.Letter;
import parley.content.Letter.Album;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.content.Letter.Reacted;
import parley.content.Letter.Reply;
import parley.content.Letter.Unsent;
import parley.delivery.Pairs.Pair;
import parley.delivery.Parcel.Relay;
import parley.delivery.Transport.Target;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds the messages of the recipient's chat that a letter is about, and remembers new ones.
///
/// Asked when a parcel is at the head of its lane: everything before it is delivered by then, so an
/// edit waits for its message, and an answer for what it answers, by standing behind it.
final class Aim {
    /// The mark of what is no file.
    private static final int TEXT = 0;

    private final Copies copies;

    Aim(Copies copies) {
        this.copies = copies;
    }

    /// What a parcel is about; nothing when it is about a message that is not known (any more), so
    /// that there is nothing to do. An answer to such a message is sent without the link.
    Optional<Target> of(Parcel parcel) throws InterruptedException {
        if (!(parcel instanceof Relay relay)) {
            return Optional.of(Target.NONE);
        }
        return switch (relay.letter()) {
            case Fresh fresh -> Optional.of(answered(relay, fresh.reply()));
            case Album album -> Optional.of(answered(relay, album.reply()));
            case Edited edited -> changed(relay, edited.content());
            case Reacted _ -> known(copies.find(relay, relay.messageId())).map(Target::of);
            case Unsent unsent -> takenBack(relay, unsent);
        };
    }

    /// A parcel leaves now; [#settled] has to follow.
    void leaves(Parcel parcel) {
        if (parcel instanceof Relay relay && isNew(relay.letter())) {
            copies.leaves(relay);
        }
    }

    /// Nothing more is going to be known about a parcel.
    void settled(Parcel parcel) {
        if (parcel instanceof Relay relay && isNew(relay.letter())) {
            copies.settled(relay);
        }
    }

    private static boolean isNew(Letter letter) {
        return letter instanceof Fresh || letter instanceof Album;
    }

    /// Remembers what was delivered.
    ///
    /// @param sent the ids in the recipient's chat
    /// @param goesOn whether a new message belongs to the album of the one before
    void delivered(Relay relay, Target target, List<Long> sent, boolean goesOn) {
        switch (relay.letter()) {
            case Fresh fresh -> {
                if (!sent.isEmpty()) {
                    add(relay, relay.messageId(), sent.getFirst(), fresh.content(), goesOn);
                }
            }
            case Album album -> {
                for (int i = 0; i < Math.min(sent.size(), album.parts().size()); i++) {
                    var part = album.parts().get(i);
                    add(relay, part.messageId(), sent.get(i), part.media(), i > 0);
                }
            }
            case Edited edited -> copies.remark(relay, mark(edited.content()));
            case Unsent _ -> copies.remove(relay, target.messages());
            case Reacted _ -> {}
        }
    }

    private void add(Relay relay, long original, long copy, Content content, boolean goesOn) {
        copies.add(relay, new Pair(original, copy, mark(content), goesOn));
    }

    private Target answered(Relay relay, Optional<Reply> reply) throws InterruptedException {
        var copy =
                reply.isPresent()
                        ? copies.find(relay, reply.get().messageId())
                        : OptionalLong.empty();
        return copy.isPresent() ? Target.of(copy.getAsLong()) : Target.NONE;
    }

    /// A file whose caption went as a text of its own has two copies, in this order.
    private Optional<Target> changed(Relay relay, Content content) {
        var sent = copies.sent(relay);
        if (sent.isEmpty() || !mayBecome(sent.getFirst(), content)) {
            return Optional.empty();
        }
        boolean sameFile = sent.getFirst().mark() == mark(content);
        return Optional.of(new Target(sent.stream().map(Pair::copy).toList(), sameFile));
    }

    /// A text can become a file, and some files another one; no file becomes a text.
    private static boolean mayBecome(Pair sent, Content content) {
        return switch (content) {
            case Content.Text _ -> isText(sent);
            case Content.Media media ->
                    media.kind().isExchangeable()
                            || media.kind().hasCaption() && sent.mark() == mark(media);
            case Content.Place _, Content.Refused _ -> false;
        };
    }

    private static boolean isText(Pair pair) {
        return pair.mark() == TEXT;
    }

    private Optional<Target> takenBack(Relay relay, Unsent unsent) {
        var message = unsent.messageId().map(OptionalLong::of).orElse(OptionalLong.empty());
        return Optional.of(copies.copies(relay, message))
                .filter(found -> !found.isEmpty())
                .map(found -> new Target(found, false));
    }

    /// Tells one file from another, well enough for one message.
    private static int mark(Content content) {
        if (content instanceof Content.Media media) {
            int hash = media.file().uniqueId().hashCode();
            return hash == TEXT ? TEXT + 1 : hash;
        }
        return TEXT;
    }

    private static Optional<Long> known(OptionalLong message) {
        return message.isPresent() ? Optional.of(message.getAsLong()) : Optional.empty();
    }
}
