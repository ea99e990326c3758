package parley.playground;

import parley.json.Json;
import parley.playground.schema.Refusal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Serves calls that were found to be well formed.
final class Methods {
    private final Map<String, Object> bot;
    private final Updates updates;
    private final Messages messages;
    private final Edits edits;

    /// What the bot says about itself, by what it is, scope and language.
    private final Map<String, Object> about = new ConcurrentHashMap<>();

    Methods(Map<String, Object> bot, Updates updates, Messages messages) {
        this.bot = bot;
        this.updates = updates;
        this.messages = messages;
        this.edits = new Edits(messages);
    }

    /// The result as JSON text.
    ///
    /// @throws Refusal an ordinary refusal, as a rule
    /// @throws InterruptedException when the server stops during a long poll
    String serve(String method, Map<String, Object> params) throws Refusal, InterruptedException {
        return method.equals("getUpdates") ? poll(params) : Json.write(result(method, params));
    }

    private Object result(String method, Map<String, Object> params) throws Refusal {
        return switch (method) {
            case "getMe" -> bot;
            case "setWebhook" -> webhook((String) params.get("url"), params);
            case "deleteWebhook" -> webhook("", params);
            case "getWebhookInfo" -> updates.webhookInfo();
            case "setMyCommands" -> set("commands", params, params.get("commands"));
            case "deleteMyCommands" -> set("commands", params, List.of());
            case "getMyCommands" -> about.getOrDefault(key("commands", params), List.of());
            case "setMyDescription", "setMyShortDescription", "setMyName" -> {
                String field = field(method);
                yield set(field, params, params.getOrDefault(field, ""));
            }
            case "getMyDescription", "getMyShortDescription" -> {
                String field = field(method);
                yield Map.of(field, about.getOrDefault(key(field, params), ""));
            }
            case "getMyName" ->
                    Map.of("name", about.getOrDefault(key("name", params), bot.get("first_name")));
            case "sendMediaGroup" -> messages.sendAlbum(params);
            case "sendChatAction" -> messages.recipient(params) != null;
            case "copyMessage", "forwardMessage" -> messages.repeat(method, params);
            case "deleteMessage" -> edits.delete(params);
            case "deleteMessages" -> edits.deleteAll(params);
            case "setMessageReaction" -> edits.react(params);
            case "answerCallbackQuery" -> messages.answerPress(params);
            case "getFile" -> messages.files().about((String) params.get("file_id"));
            case "leaveChat" -> leave(params.get("chat_id"));
            default ->
                    method.startsWith("edit")
                            ? edits.edit(method, params)
                            : messages.send(method, params);
        };
    }

    /// The commands that a person with this language sees in the private chat: of those that the
    /// bot has set, the ones that fit best.
    Object commands(String language) {
        Map<String, Object> scope = Map.of("type", "all_private_chats");
        return Stream.<Map<String, Object>>of(
                        Map.of("scope", scope, "language_code", language),
                        Map.of("scope", scope),
                        Map.of("language_code", language),
                        Map.of())
                .map(params -> about.get(key("commands", params)))
                .filter(commands -> commands instanceof List<?> list && !list.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private String poll(Map<String, Object> params) throws Refusal, InterruptedException {
        if (params.get("allowed_updates") instanceof List<?> types) {
            updates.allow(types.stream().map(String.class::cast).toList());
        }
        return updates.poll(
                new Updates.Query(
                        (Long) params.getOrDefault("offset", 0L),
                        (Long) params.getOrDefault("limit", 100L),
                        (Long) params.getOrDefault("timeout", 0L)));
    }

    private boolean webhook(String address, Map<String, Object> params) {
        updates.webhook(address, Boolean.TRUE.equals(params.get("drop_pending_updates")));
        return true;
    }

    /// `setMyShortDescription` is about the `short_description`.
    private static String field(String method) {
        return switch (method.substring("setMy".length())) {
            case "Description" -> "description";
            case "ShortDescription" -> "short_description";
            default -> "name";
        };
    }

    private boolean set(String field, Map<String, Object> params, Object value) {
        about.put(key(field, params), value);
        return true;
    }

    private static String key(String field, Map<String, Object> params) {
        Object scope = params.getOrDefault("scope", Map.of("type", "default"));
        return field + " " + Json.write(scope) + " " + params.getOrDefault("language_code", "");
    }

    /// There are no groups here, but a message may have come from one.
    private static boolean leave(Object chatId) throws Refusal {
        if (chatId instanceof Long id && id < 0) {
            return true;
        }
        throw Refusal.badRequest("chat member status can't be changed in private chats");
    }
}
