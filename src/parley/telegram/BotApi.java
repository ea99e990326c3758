package parley.telegram;

import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.content.StickerPolicy;
import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;
import parley.telegram.http.ApiException;
import parley.telegram.http.Refusals;
import parley.telegram.http.Wire;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/// The Bot API methods that the bot uses, one Java method each. Blocking; call it on a virtual
/// thread. Nothing is repeated here.
///
/// Every method throws [ApiException] when Telegram did not do it, and stops when interrupted.
public final class BotApi implements AutoCloseable {
    /// Telegram holds back a request for up to 8 s before it answers 429, so this is plenty.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int OK = 200;
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final List<String> ALLOWED =
            List.of(
                    "message",
                    "edited_message",
                    "message_reaction",
                    "callback_query",
                    "my_chat_member");

    private final Wire wire;
    private final UpdateJson updates;

    /// @param server the address of the Bot API server
    /// @param token the secret from @BotFather
    /// @param pseudonyms who a Telegram id is
    /// @param room the chat of the moderators
    public BotApi(
            URI server, String token, Function<UserId, Pseudonym> pseudonyms, OptionalLong room) {
        wire = new Wire(server, token);
        updates = new UpdateJson(pseudonyms, room);
    }

    /// The bot's own username. From then on commands in a group that name another bot are left to
    /// that one.
    ///
    /// @param limit how long it may take
    public String getMe(Duration limit) throws ApiException, InterruptedException {
        var answer = wire.call("getMe", Map.of(), limit);
        try {
            var name =
                    answer.orElseThrow(() -> unreadable("getMe"))
                            .object("result")
                            .optionalText("username")
                            .orElse("");
            updates.called(name);
            return name;
        } catch (DecodeException _) {
            throw unreadable("getMe");
        }
    }

    /// Makes way for [#getUpdates]; updates that wait are kept.
    public void deleteWebhook() throws ApiException, InterruptedException {
        wire.call("deleteWebhook", Map.of(), LIMIT);
    }

    /// Waits for updates. Asking for an offset confirms all updates before it, for ever.
    ///
    /// @param offset the first update wanted; without one, the oldest that is not confirmed
    /// @param patience how long Telegram is to wait for the first one, whole seconds up to 50
    List<Update> getUpdates(OptionalLong offset, Duration patience)
            throws ApiException, InterruptedException {
        var parameters = new LinkedHashMap<String, Object>();
        offset.ifPresent(first -> parameters.put("offset", first));
        parameters.put("limit", 100);
        parameters.put("timeout", patience.toSeconds());
        parameters.put("allowed_updates", ALLOWED);
        var text =
                wire.text("getUpdates", parameters, patience.plus(GRACE))
                        .orElseThrow(() -> unreadable("getUpdates"));
        try {
            var answer = new Fields("getUpdates", Json.parse("getUpdates", text));
            if (!answer.flag("ok")) {
                throw Refusals.of("getUpdates", OK, text);
            }
            return answer.each("result", updates::update);
        } catch (DecodeException _) {
            return updates.salvage(text).orElseThrow(() -> unreadable("getUpdates"));
        }
    }

    /// Reads an update once more.
    ///
    /// @param essence of the update
    public Update read(Fields essence) {
        return updates.update(essence);
    }

    /// Sends a message of the bot itself.
    ///
    /// @param replyTo the message in that chat which it is about
    public void sendNotice(
            UserId to, String text, List<? extends List<Key>> rows, OptionalLong replyTo)
            throws ApiException, InterruptedException {
        var call = SendJson.notice(to, text, rows, replyTo);
        wire.call(call.method(), call.parameters(), LIMIT);
    }

    /// The messages of the moderators' chat.
    public DeskApi desk() {
        return new DeskApi(wire, LIMIT);
    }

    /// Sends a JSON file of the bot itself.
    ///
    /// @param name of letters, digits, hyphens and full stops
    /// @param replyTo the message in that chat which it is about
    public void sendJson(
            UserId to, String name, byte[] content, String caption, OptionalLong replyTo)
            throws ApiException, InterruptedException {
        var call = SendJson.file(to, caption, replyTo);
        wire.uploadSmall(
                call.method(),
                call.parameters(),
                form ->
                        form.file(
                                "document",
                                name,
                                "application/json",
                                new ByteArrayInputStream(content)),
                LIMIT);
    }

    /// What people pass on to each other.
    ///
    /// @param protect whether recipients are kept from forwarding and saving it
    /// @param stickers what becomes of stickers
    public RelayApi relay(boolean protect, StickerPolicy stickers) {
        return new RelayApi(wire, LIMIT, protect, stickers);
    }

    /// Ends the waiting state of a pressed button.
    ///
    /// @param toast shown for a moment, unless it is empty; at most 200 characters
    public void answerCallback(String callbackId, String toast)
            throws ApiException, InterruptedException {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("callback_query_id", callbackId);
        if (!toast.isEmpty()) {
            parameters.put("text", toast);
        }
        wire.call("answerCallbackQuery", parameters, LIMIT);
    }

    /// Leaves a group or channel.
    public void leaveChat(long chat) throws ApiException, InterruptedException {
        wire.call("leaveChat", Map.of("chat_id", chat), LIMIT);
    }

    /// What the bot tells about itself, to be read and set.
    public Profile profile() {
        return new Profile(wire, LIMIT);
    }

    /// Stops every call under way.
    @Override
    public void close() {
        wire.close();
    }

    private static ApiException.Transient unreadable(String method) {
        return new ApiException.Transient(method, "the answer cannot be read");
    }
}
