package parley.playground;

import java.util.LinkedHashMap;
import java.util.Map;

/// What Telegram knows about a person, or of a group, whose id is below zero. All but the id and
/// the first name may be empty.
public record Profile(
        long id, String firstName, String lastName, String username, String languageCode) {

    /// Somebody with names that are easy to find again where they should not be.
    static Profile of(long id) {
        return new Profile(id, "First" + id, "Last" + id, "user" + id, "en");
    }

    boolean isGroup() {
        return id < 0;
    }

    /// This person's private chat, or the group, as a `Chat`.
    Map<String, Object> chat() {
        if (isGroup()) {
            return Map.of("id", id, "type", "supergroup", "title", firstName);
        }
        var chat = named();
        chat.put("type", "private");
        return chat;
    }

    /// This person as a `User`.
    Map<String, Object> user() {
        var user = named();
        user.put("is_bot", false);
        putUnlessEmpty(user, "language_code", languageCode);
        return user;
    }

    private Map<String, Object> named() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id);
        fields.put("first_name", firstName);
        putUnlessEmpty(fields, "last_name", lastName);
        putUnlessEmpty(fields, "username", username);
        return fields;
    }

    private static void putUnlessEmpty(Map<String, Object> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
