package parley.telegram;

import parley.chat.UserId;
import parley.content.Content;
import parley.content.Content.Kind;
import parley.content.Content.Media;
import parley.content.Letter;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.content.Letter.Quote;
import parley.content.Letter.Reacted;
import parley.json.Json;
import parley.playground.schema.Body;
import parley.playground.schema.Limits;
import parley.playground.schema.Refusal;
import parley.playground.schema.Shapes;
import parley.telegram.SendJson.Call;
import parley.telegram.SendJson.Envelope;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The requests that a letter leads to, and what must be so of each.
final class FuzzRelay {
    private static final UserId TO = new UserId(7_000_000_002L);

    private static final Set<String> HARMLESS =
            Set.of(
                    "bold",
                    "italic",
                    "underline",
                    "strikethrough",
                    "spoiler",
                    "code",
                    "pre",
                    "blockquote",
                    "expandable_blockquote");

    /// What can be in an album, and can take the place of a file when a message is edited.
    private static final Set<Kind> REPLACEABLE =
            EnumSet.of(Kind.LIVE_PHOTO, Kind.PHOTO, Kind.VIDEO, Kind.AUDIO, Kind.DOCUMENT);

    private final Shapes shapes = Shapes.load();

    /// All requests that could be made of a letter; none when nothing in it can be sent.
    static List<Call> calls(Letter letter) {
        return switch (letter) {
            case Fresh fresh -> fresh.messages().stream().flatMap(f -> sent(f).stream()).toList();
            case Edited(var content) -> edited(content);
            case Reacted(var emoji) -> List.of(reacted(emoji));
            case Letter.Album _, Letter.Unsent _ ->
                    throw new AssertionError("no single update is one");
        };
    }

    private static List<Call> sent(Fresh fresh) {
        if (fresh.content() instanceof Content.Refused) {
            return List.of();
        }
        var reply = fresh.reply().isPresent() ? OptionalLong.of(5) : OptionalLong.empty();
        var quote = fresh.reply().flatMap(Letter.Reply::quote);
        var calls = new ArrayList<Call>();
        calls.add(SendJson.content(envelope(reply, quote, fresh.effect()), fresh.content()));
        if (fresh.content() instanceof Media media && REPLACEABLE.contains(media.kind())) {
            var envelope = envelope(reply, Optional.empty(), Optional.empty());
            calls.add(SendJson.album(envelope, List.of(media, media)));
        }
        return calls;
    }

    private static Envelope envelope(
            OptionalLong reply, Optional<Quote> quote, Optional<String> effect) {
        return new Envelope(TO, true, reply, quote, effect);
    }

    private static List<Call> edited(Content content) {
        if (content instanceof Content.Refused || content instanceof Content.Place) {
            return List.of();
        }
        var calls = new ArrayList<Call>();
        calls.add(SendJson.edit(TO, 5, content, true));
        if (content instanceof Media media && REPLACEABLE.contains(media.kind())) {
            calls.add(SendJson.edit(TO, 5, content, false));
        }
        return calls;
    }

    /// What [RelayApi#react] sends.
    private static Call reacted(Optional<String> emoji) {
        var reaction = emoji.map(e -> Map.of("type", "emoji", "emoji", e)).stream().toList();
        return new Call(
                "setMessageReaction",
                Map.of("chat_id", TO.value(), "message_id", 5L, "reaction", reaction));
    }

    /// Checks a request as it arrives at the server.
    ///
    /// @return the JSON of it
    String check(Call call) {
        var bytes = Json.write(call.parameters()).getBytes(StandardCharsets.UTF_8);
        var text = new String(bytes, StandardCharsets.UTF_8);
        assertNobody(text);
        var request = (Map<?, ?>) Json.parse("request", text);
        formatted(request);
        var raw = new LinkedHashMap<String, Object>();
        request.forEach((name, value) -> raw.put((String) name, value));
        call.images()
                .keySet()
                .forEach(name -> raw.put(name, new Body.Upload("image.jpg", "image/jpeg", "")));
        try {
            var method = shapes.method(call.method()).orElseThrow();
            Limits.check(method.name(), shapes.check(method, raw));
        } catch (Refusal refusal) {
            if (refusal.isViolation()) {
                throw new AssertionError(call.method() + ": " + refusal.getMessage(), refusal);
            }
        }
        return text;
    }

    /// Fails when somebody can be found out by a text.
    static void assertNobody(String text) {
        if (text.contains(FuzzUpdates.CANARY)
                || text.contains(FuzzUpdates.CANARY_ID)
                || text.contains(Long.toString(FuzzUpdates.SENDER))) {
            throw new AssertionError("it says who somebody is: " + text);
        }
    }

    private static void formatted(Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                entities(map, "text", "entities");
                entities(map, "caption", "caption_entities");
                entities(map, "quote", "quote_entities");
                map.values().forEach(FuzzRelay::formatted);
            }
            case List<?> list -> list.forEach(FuzzRelay::formatted);
            case null -> throw new AssertionError("null is sent");
            default -> {}
        }
    }

    private static void entities(Map<?, ?> map, String text, String entities) {
        if (!(map.get(entities) instanceof List<?> list)) {
            return;
        }
        var words = (String) map.get(text);
        for (var item : list) {
            var entity = (Map<?, ?>) item;
            long from = (Long) entity.get("offset");
            long length = (Long) entity.get("length");
            boolean inside = from >= 0 && length > 0 && from + length <= words.length();
            if (!inside || !HARMLESS.contains(entity.get("type"))) {
                throw new AssertionError(entity + " of " + words.length() + " characters");
            }
        }
        if (list.size() > 100) {
            throw new AssertionError(list.size() + " entities");
        }
    }
}
