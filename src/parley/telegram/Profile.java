package parley.telegram;

import parley.json.DecodeException;
import parley.json.Fields;
import parley.telegram.http.ApiException;
import parley.telegram.http.Wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people see of the bot before they use it: its commands and descriptions.
///
/// Telegram answers 429 to a bot that sets them at every start, so they are read first and set only
/// where they differ.
public final class Profile {
    private static final Map<String, Object> SCOPE = Map.of("type", "all_private_chats");

    private final Wire wire;
    private final Duration limit;

    Profile(Wire wire, Duration limit) {
        this.wire = wire;
        this.limit = limit;
    }

    /// The texts in one language.
    ///
    /// @param language two letters, or "" for everybody who has none of the other languages
    /// @param commands name and description of each command, in the order of the menu
    /// @param description shown in the empty chat, at most 512 characters
    /// @param shortDescription shown on the profile page, at most 120 characters
    public record Texts(
            String language,
            Map<String, String> commands,
            String description,
            String shortDescription) {}

    /// Makes Telegram show these texts.
    public void publish(List<Texts> all) throws ApiException, InterruptedException {
        for (var texts : all) {
            var language = texts.language();
            publishCommands(language, texts.commands());
            publish("MyDescription", language, "description", texts.description());
            publish("MyShortDescription", language, "short_description", texts.shortDescription());
        }
    }

    private void publishCommands(String language, Map<String, String> commands)
            throws ApiException, InterruptedException {
        var parameters = inLanguage(language);
        parameters.put("scope", SCOPE);
        var now = wire.call("getMyCommands", parameters, limit);
        if (now.map(Profile::commands).filter(List.copyOf(commands.entrySet())::equals).isEmpty()) {
            parameters.put(
                    "commands",
                    commands.entrySet().stream()
                            .map(e -> Map.of("command", e.getKey(), "description", e.getValue()))
                            .toList());
            wire.call("setMyCommands", parameters, limit);
        }
    }

    private void publish(String what, String language, String field, String text)
            throws ApiException, InterruptedException {
        var parameters = inLanguage(language);
        var now = wire.call("get" + what, parameters, limit);
        if (!now.flatMap(answer -> text(answer, field)).equals(Optional.of(text))) {
            parameters.put(field, text);
            wire.call("set" + what, parameters, limit);
        }
    }

    private static Map<String, Object> inLanguage(String language) {
        var parameters = new LinkedHashMap<String, Object>();
        if (!language.isEmpty()) {
            parameters.put("language_code", language);
        }
        return parameters;
    }

    private static List<Map.Entry<String, String>> commands(Fields answer) {
        try {
            return answer.each(
                    "result",
                    command -> Map.entry(command.text("command"), command.text("description")));
        } catch (DecodeException _) {
            return List.of();
        }
    }

    private static Optional<String> text(Fields answer, String field) {
        try {
            return answer.object("result").optionalText(field);
        } catch (DecodeException _) {
            return Optional.empty();
        }
    }
}
