package parley.telegram;

import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.content.Content;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.json.DecodeException;
import parley.telegram.SendJson.Call;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/// The Bot API methods that the bot uses, one Java method each. Blocking; call it on a virtual
/// thread. Nothing is repeated here but for one case: a message whose formatting is refused is sent
/// once more without it.
///
/// Every method throws [ApiException] when Telegram did not do it, and stops when interrupted.
public final class BotApi implements AutoCloseable {
    /// Telegram holds back a request for up to 8 s before it answers 429, so this is plenty.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final List<String> ALLOWED =
            List.of("message", "callback_query", "my_chat_member");

    private final Wire wire;
    private final UpdateJson updates;

    /// @param server the address of the Bot API server
    /// @param token the secret from @BotFather
    /// @param pseudonyms who a Telegram id is
    public BotApi(URI server, String token, Function<UserId, Pseudonym> pseudonyms) {
        wire = new Wire(server, token);
        updates = new UpdateJson(pseudonyms);
    }

    /// The bot's own username.
    public String getMe() throws ApiException, InterruptedException {
        var answer = wire.call("getMe", Map.of(), LIMIT);
        try {
            return answer.orElseThrow(() -> unreadable("getMe"))
                    .object("result")
                    .optionalText("username")
                    .orElse("");
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
        var answer = wire.call("getUpdates", parameters, patience.plus(GRACE));
        try {
            return answer.orElseThrow(() -> unreadable("getUpdates"))
                    .each("result", updates::update);
        } catch (DecodeException _) {
            throw unreadable("getUpdates");
        }
    }

    /// Sends a message of the bot itself.
    ///
    /// @param replyTo the message in that chat which it is about
    public void sendNotice(
            UserId to, String text, List<? extends List<Key>> rows, OptionalLong replyTo)
            throws ApiException, InterruptedException {
        send(SendJson.notice(to, text, rows, replyTo));
    }

    /// Sends what somebody passes on, built anew from the fields that we know.
    ///
    /// @param protect whether the recipient is kept from forwarding and saving it
    public void send(UserId to, Content content, boolean protect)
            throws ApiException, InterruptedException {
        try {
            send(SendJson.content(to, content, protect));
        } catch (ApiException.Rejected e) {
            if (!isAboutEntities(e)) {
                throw e;
            }
            send(SendJson.content(to, plain(content), protect));
        }
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

    private void send(Call call) throws ApiException, InterruptedException {
        wire.call(call.method(), call.parameters(), LIMIT);
    }

    private static boolean isAboutEntities(ApiException.Rejected refusal) {
        return refusal.getMessage().toLowerCase(Locale.ROOT).contains("entit");
    }

    private static Content plain(Content content) {
        return switch (content) {
            case Text(var text) -> new Text(text.plain());
            case Media(var kind, var file, var caption, var spoiler, var above) ->
                    new Media(kind, file, caption.plain(), spoiler, above);
            case Content.Refused refused -> refused;
        };
    }

    private static ApiException.Transient unreadable(String method) {
        return new ApiException.Transient(method, "the answer cannot be read");
    }
}
