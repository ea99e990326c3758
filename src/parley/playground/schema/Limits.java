package parley.playground.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the Bot API wants of values beyond their types: lengths, counts, spellings.
public final class Limits {
    private static final Set<String> BUTTON_EXTRAS =
            Set.of("text", "style", "icon_custom_emoji_id");
    private static final Set<String> SCHEMES = Set.of("http", "https", "tg");
    private static final Set<String> ACTIONS =
            Set.of(
                    ("typing upload_photo record_video upload_video record_voice upload_voice"
                                    + " upload_document choose_sticker find_location"
                                    + " record_video_note upload_video_note")
                            .split(" "));
    private static final Set<String> UPDATE_TYPES =
            Set.of(
                    ("message edited_message channel_post edited_channel_post business_connection"
                         + " business_message edited_business_message deleted_business_messages"
                         + " guest_message message_reaction message_reaction_count inline_query"
                         + " chosen_inline_result callback_query shipping_query pre_checkout_query"
                         + " purchased_paid_media poll poll_answer my_chat_member chat_member"
                         + " chat_join_request chat_boost removed_chat_boost managed_bot"
                         + " subscription")
                            .split(" "));
    private static final Map<String, Integer> LONGEST =
            Map.of(
                    "setMyDescription.description", 512,
                    "setMyShortDescription.short_description", 120,
                    "setMyName.name", 64,
                    "answerCallbackQuery.text", 200);

    private Limits() {}

    /// Checks parameters that have the right types already.
    ///
    /// @throws Refusal a violation, or what the server says to text that is too long or empty
    public static void check(String method, Map<String, Object> params) throws Refusal {
        for (var param : params.entrySet()) {
            String path = method + "." + param.getKey();
            switch (param.getKey()) {
                case "reply_markup" -> markup((Map<?, ?>) param.getValue());
                case "commands" -> commands(path, (List<?>) param.getValue());
                case "media" -> media(path, param.getValue());
                case "allowed_updates" -> oneOf(path, UPDATE_TYPES, (List<?>) param.getValue());
                case "action" -> oneOf(path, ACTIONS, List.of(param.getValue()));
                case "language_code" -> matches(path, "([a-z]{2})?", (String) param.getValue());
                default -> {}
            }
            int longest = LONGEST.getOrDefault(path, Integer.MAX_VALUE);
            if (param.getValue() instanceof String text && length(text) > longest) {
                throw Refusal.violation(path + ": longer than " + longest);
            }
        }
        if (method.equals("sendMessage") || method.equals("editMessageText")) {
            text(method, params);
        }
        caption(method, params);
    }

    private static void text(String method, Map<String, Object> params) throws Refusal {
        String text = (String) params.getOrDefault("text", "");
        if (text.isEmpty()) {
            throw Refusal.violation("message text is empty");
        }
        Texts.check(
                method + ".entities", text, (List<?>) params.getOrDefault("entities", List.of()));
        if (Texts.isBlank(text)) {
            throw Refusal.badRequest("message text is empty");
        }
        if (length(text.strip()) > 4096) {
            throw Refusal.badRequest(
                    method.equals("sendMessage") ? "message is too long" : "MESSAGE_TOO_LONG");
        }
    }

    private static void caption(String path, Map<?, ?> params) throws Refusal {
        if (params.containsKey("parse_mode")) {
            throw Refusal.violation(path + ".parse_mode: not played here, send entities");
        }
        String caption = params.get("caption") instanceof String text ? text : "";
        var entities = params.get("caption_entities") instanceof List<?> list ? list : List.of();
        Texts.check(path + ".caption_entities", caption, entities);
        if (length(caption.strip()) > 1024) {
            throw Refusal.badRequest("message caption is too long");
        }
    }

    private static long length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static void media(String path, Object media) throws Refusal {
        if (!(media instanceof List<?> items)) {
            caption(path, (Map<?, ?>) media);
            return;
        }
        if (items.size() < 2 || items.size() > 10) {
            throw Refusal.violation(path + ": an album has 2 to 10 items");
        }
        var types = new HashSet<Object>();
        for (Object item : items) {
            caption(path, (Map<?, ?>) item);
            Object type = ((Map<?, ?>) item).get("type");
            types.add(type.equals("audio") || type.equals("document") ? type : "picture");
        }
        if (types.size() > 1) {
            throw Refusal.violation(path + ": types that cannot be in one album");
        }
    }

    private static void markup(Map<?, ?> markup) throws Refusal {
        if (!(markup.get("inline_keyboard") instanceof List<?> rows)) {
            return;
        }
        for (Object row : rows) {
            for (Object button : (List<?>) row) {
                button((Map<?, ?>) button);
            }
        }
    }

    private static void button(Map<?, ?> button) throws Refusal {
        if (Texts.isBlank((String) button.get("text"))) {
            throw Refusal.violation("inline keyboard button text must be non-empty");
        }
        long actions = button.keySet().stream().filter(key -> !BUTTON_EXTRAS.contains(key)).count();
        if (actions != 1) {
            throw Refusal.violation("an inline keyboard button needs exactly one action");
        }
        if (button.get("callback_data") instanceof String data) {
            int bytes = data.getBytes(UTF_8).length;
            if (bytes < 1 || bytes > 64) {
                throw Refusal.violation("BUTTON_DATA_INVALID");
            }
        }
        if (button.get("url") instanceof String url && !isUrl(url)) {
            throw Refusal.violation("inline keyboard button URL is invalid: Wrong HTTP URL");
        }
    }

    private static boolean isUrl(String text) {
        try {
            var url = URI.create(text);
            String host = url.getHost();
            return host != null
                    && SCHEMES.contains(url.getScheme())
                    && (host.contains(".") || !url.getScheme().startsWith("http"));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void commands(String path, List<?> commands) throws Refusal {
        if (commands.size() > 100) {
            throw Refusal.violation(path + ": more than 100");
        }
        for (Object item : commands) {
            var command = (Map<?, ?>) item;
            matches(path, "[a-z0-9_]{1,32}", (String) command.get("command"));
            matches(path, "(?s).{1,256}", (String) command.get("description"));
        }
    }

    private static void matches(String path, String pattern, String text) throws Refusal {
        if (!text.matches(pattern)) {
            throw Refusal.violation(path + ": does not match " + pattern);
        }
    }

    private static void oneOf(String path, Set<String> known, List<?> values) throws Refusal {
        for (Object value : values) {
            if (!known.contains(value)) {
                throw Refusal.violation(path + ": unknown value");
            }
        }
    }
}
