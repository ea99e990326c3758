package parley.telegram;

import parley.chat.UserId;
import parley.content.Content;
import parley.content.Content.Kind;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Letter;
import parley.content.Letter.Quote;
import parley.content.StickerPolicy;
import parley.json.DecodeException;
import parley.json.Fields;
import parley.telegram.SendJson.Call;
import parley.telegram.SendJson.Envelope;
import parley.telegram.http.ApiException;
import parley.telegram.http.Wire;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// The Bot API methods by which people reach each other through the bot. Everything is built anew
/// from the fields that we know; nothing is ever forwarded or copied.
///
/// What is sent is repeated in one case only: when Telegram refuses it because of the formatting,
/// the quote, the effect or the message that it answers, it is sent again without. Every method
/// throws [ApiException] when Telegram did not do it.
public final class RelayApi {
    /// Enough for the largest file at 70 kB/s.
    private static final Duration TRANSFER = Duration.ofMinutes(5);

    private final Wire wire;
    private final Duration limit;
    private final boolean protect;
    private final Stickers stickers;
    private final ImageFiles images;

    RelayApi(Wire wire, Duration limit, boolean protect, StickerPolicy stickers) {
        this.wire = wire;
        this.limit = limit;
        this.protect = protect;
        this.stickers = new Stickers(wire, limit, stickers);
        this.images = new ImageFiles(wire, limit, TRANSFER);
    }

    /// Sends a message.
    ///
    /// @param reply the message of the recipient's chat that it answers
    /// @return its id in the recipient's chat; nothing when it was sent but the id is not known
    public OptionalLong send(UserId to, Letter.Fresh fresh, OptionalLong reply)
            throws ApiException, InterruptedException {
        var quote = fresh.reply().flatMap(Letter.Reply::quote);
        var envelope = new Envelope(to, protect, reply, quote, fresh.effect());
        var answer = send(envelope, fresh.content(), RelayApi::plain, this::single);
        return answer.map(RelayApi::id).orElse(OptionalLong.empty());
    }

    /// Sends media that are shown as one.
    ///
    /// @param reply the message of the recipient's chat that it answers
    /// @param quote the part of it that is meant
    /// @param effect the animated effect that is shown with it
    /// @return their ids in the recipient's chat, in order; none when they are not known
    public List<Long> send(
            UserId to,
            List<Media> album,
            OptionalLong reply,
            Optional<Quote> quote,
            Optional<String> effect)
            throws ApiException, InterruptedException {
        var envelope = new Envelope(to, protect, reply, quote, effect);
        var answer = send(envelope, album, RelayApi::plain, this::album);
        return answer.map(RelayApi::ids).orElse(List.of());
    }

    /// Changes a message that was sent before.
    ///
    /// @param sameFile whether nothing but the caption is to be changed
    public void edit(UserId to, long message, Content content, boolean sameFile)
            throws ApiException, InterruptedException {
        try {
            call(SendJson.edit(to, message, content, sameFile));
        } catch (ApiException.Rejected e) {
            if (says(e, "not modified")) {
                return;
            }
            var plain = plain(content);
            if (!says(e, "entit") || plain.equals(content)) {
                throw e;
            }
            edit(to, message, plain, sameFile);
        }
    }

    /// Puts an emoji on a message, in place of the one that is there; nothing takes it away.
    public void react(UserId to, long message, Optional<String> emoji)
            throws ApiException, InterruptedException {
        var reaction = emoji.map(e -> Map.of("type", "emoji", "emoji", e)).stream().toList();
        call(
                new Call(
                        "setMessageReaction",
                        Map.of(
                                "chat_id",
                                to.value(),
                                "message_id",
                                message,
                                "reaction",
                                reaction)));
    }

    /// Deletes messages that were sent before.
    ///
    /// @param messages at most 100
    public void delete(UserId to, List<Long> messages) throws ApiException, InterruptedException {
        if (messages.size() == 1) {
            var message = messages.getFirst();
            call(new Call("deleteMessage", Map.of("chat_id", to.value(), "message_id", message)));
            return;
        }
        call(new Call("deleteMessages", Map.of("chat_id", to.value(), "message_ids", messages)));
    }

    /// How something is sent.
    @FunctionalInterface
    private interface Way<T> {
        Optional<Fields> send(Envelope envelope, T what) throws ApiException, InterruptedException;
    }

    /// Sends it in this way, and again as long as there is something at fault to leave out.
    private static <T> Optional<Fields> send(
            Envelope envelope, T what, UnaryOperator<T> withoutFormatting, Way<T> way)
            throws ApiException, InterruptedException {
        try {
            return way.send(envelope, what);
        } catch (ApiException.Rejected e) {
            var simpler = simpler(envelope, e);
            if (!simpler.equals(envelope)) {
                return send(simpler, what, withoutFormatting, way);
            }
            var plain = withoutFormatting.apply(what);
            if (!says(e, "entit") || plain.equals(what)) {
                throw e;
            }
            return send(envelope, plain, withoutFormatting, way);
        }
    }

    private Optional<Fields> single(Envelope envelope, Content content)
            throws ApiException, InterruptedException {
        return content instanceof Media media && media.kind() == Kind.STICKER
                ? stickers.send(envelope, media)
                : call(SendJson.content(envelope, content));
    }

    private Optional<Fields> album(Envelope envelope, List<Media> album)
            throws ApiException, InterruptedException {
        return call(SendJson.album(envelope, album));
    }

    /// The same without what is at fault, or just the same.
    static Envelope simpler(Envelope envelope, ApiException.Rejected refusal) {
        // It is not told whose entities are meant, and those of a quote cannot be left out alone.
        boolean formattedQuote =
                envelope.quote().filter(quote -> !quote.text().entities().isEmpty()).isPresent();
        boolean quote = says(refusal, "quote") || formattedQuote && says(refusal, "entit");
        boolean reply = says(refusal, "repl");
        boolean effect = says(refusal, "effect");
        return new Envelope(
                envelope.to(),
                envelope.protect(),
                reply ? OptionalLong.empty() : envelope.reply(),
                quote ? Optional.<Quote>empty() : envelope.quote(),
                effect ? Optional.<String>empty() : envelope.effect());
    }

    private Optional<Fields> call(Call call) throws ApiException, InterruptedException {
        return call.images().isEmpty()
                ? wire.call(call.method(), call.parameters(), limit)
                : images.send(call);
    }

    private static OptionalLong id(Fields answer) {
        try {
            return OptionalLong.of(answer.object("result").number("message_id"));
        } catch (DecodeException _) {
            return OptionalLong.empty();
        }
    }

    private static List<Long> ids(Fields answer) {
        try {
            return answer.each("result", message -> message.number("message_id"));
        } catch (DecodeException _) {
            return List.of();
        }
    }

    private static boolean says(ApiException.Rejected refusal, String words) {
        return refusal.getMessage().toLowerCase(Locale.ROOT).contains(words);
    }

    private static List<Media> plain(List<Media> album) {
        return album.stream().map(RelayApi::plain).toList();
    }

    private static Media plain(Media media) {
        return media.with(media.caption().plain());
    }

    private static Content plain(Content content) {
        return switch (content) {
            case Text(var text) -> new Text(text.plain());
            case Media media -> plain(media);
            case Content.Place place -> place;
            case Content.Refused refused -> refused;
        };
    }
}
