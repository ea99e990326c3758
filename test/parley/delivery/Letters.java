package parley.delivery;

import parley.content.Content;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Formatted;
import parley.content.Letter.Album;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.content.Letter.Part;
import parley.content.Letter.Reacted;
import parley.content.Letter.Reply;
import parley.content.Letter.Unsent;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Letters in few words.
final class Letters {
    private Letters() {}

    static Fresh text(String text) {
        return Fresh.of(new Text(formatted(text)));
    }

    static Fresh answer(String text, long to) {
        return new Fresh(new Text(formatted(text)), Optional.of(reply(to)), Optional.empty());
    }

    static Fresh photo(String file) {
        return Fresh.of(media(file, ""));
    }

    static Edited edited(Content content) {
        return new Edited(content);
    }

    static Edited edited(String text) {
        return new Edited(new Text(formatted(text)));
    }

    static Reacted reacted() {
        return new Reacted(Optional.of("❤"));
    }

    static Unsent unsend(long message) {
        return new Unsent(Optional.of(message));
    }

    static Unsent unsendLast() {
        return new Unsent(Optional.empty());
    }

    /// An album of photos that came in these messages.
    static Album album(long... messages) {
        return new Album(
                LongStream.of(messages).mapToObj(id -> part(id, "caption " + id)).toList(),
                Optional.empty(),
                Optional.empty());
    }

    static Album answering(Album album, long to) {
        return new Album(album.parts(), Optional.of(reply(to)), Optional.empty());
    }

    static Album album(Part... parts) {
        return new Album(List.of(parts), Optional.empty(), Optional.empty());
    }

    static Part part(long message, String caption) {
        return new Part(message, media("file-" + message, caption));
    }

    static Reply reply(long to) {
        return new Reply(to, Optional.empty());
    }

    static Media media(String file, String caption) {
        return new Media(
                Kind.PHOTO,
                new File("id of " + file, "unique id of " + file),
                formatted(caption),
                Look.PLAIN);
    }

    static Formatted formatted(String text) {
        return new Formatted(text, List.of());
    }
}
