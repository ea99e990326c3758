package parley.telegram;

import parley.chat.UserId;
import parley.content.Content;
import parley.content.Letter;
import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;
import parley.telegram.http.ApiException;
import parley.telegram.http.Wire;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// The Bot API methods that only the moderators' chat needs. Every method throws [ApiException]
/// when Telegram did not do it, and stops when interrupted.
public final class DeskApi {
    private final Wire wire;
    private final Duration limit;

    DeskApi(Wire wire, Duration limit) {
        this.wire = wire;
        this.limit = limit;
    }

    /// Changes a message of the bot, or sends it anew if that message is gone.
    public void edit(UserId chat, long message, String text, List<? extends List<Key>> rows)
            throws ApiException, InterruptedException {
        var call = SendJson.edited(chat, message, text, rows);
        try {
            wire.call(call.method(), call.parameters(), limit);
        } catch (ApiException.Rejected e) {
            if (e.getMessage().toLowerCase(Locale.ROOT).contains("not modified")) {
                return;
            }
            var anew = SendJson.notice(chat, text, rows, OptionalLong.empty());
            wire.call(anew.method(), anew.parameters(), limit);
        }
    }

    /// The message behind [parley.chat.ChatEvent.Heard], to be sent anew.
    public Letter.Fresh read(String heard) throws ApiException {
        try {
            var message = new Fields("message", Json.parse("message", heard));
            var content = MessageJson.content(message);
            if (content instanceof Content.Refused(var kind)) {
                throw new ApiException.Rejected("evidence", 400, kind + " is not shown");
            }
            return Letter.Fresh.of(content);
        } catch (DecodeException e) {
            throw new ApiException.Rejected("evidence", 400, e.getMessage());
        }
    }
}
