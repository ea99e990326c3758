package parley.telegram;

import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.json.Fields;
import parley.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Updates as Telegram writes them, and what is read from them.
final class Updates {
    /// Longer than 32 bits, as ids may be.
    static final long ID = 4_503_599_627_370_495L;

    static final Person ALICE = new Person(new UserId(ID), new Pseudonym(ID, 7), "pt-br");
    static final long DATE = 1_700_000_000;

    /// Words that must not come through, whatever they stand in.
    static final List<String> SECRETS =
            List.of("Zebedee", "Quartermaine", "zebby_q", "+4915112345", "biography");

    private final UpdateJson json =
            new UpdateJson(id -> new Pseudonym(id.value(), 7), OptionalLong.empty());

    /// What is read from an update with the id 11 and this in it.
    Update read(String kind, String inside) {
        return read("{\"update_id\":11,\"%s\":%s}".formatted(kind, inside));
    }

    Update read(String update) {
        return read(Json.parse("update", update));
    }

    Update read(Object update) {
        return json.update(new Fields("update", update));
    }

    /// A private message of Alice with these fields in it.
    static String message(String fields) {
        return """
        {"message_id":70,"date":%d,"from":%s,"chat":%s,%s}\
        """
                .formatted(DATE, alice(), chat(), fields);
    }

    /// A press of a button under a message that has these fields.
    static String press(String data, String message) {
        return """
        {"id":"press-1","from":%s,"data":"%s","chat_instance":"5","message":{%s}}\
        """
                .formatted(alice(), data, message);
    }

    /// Alice changed her reactions to a message; these are there now.
    static String reaction(String reactions) {
        return """
        {"message_id":70,"date":%d,"user":%s,"chat":%s,
         "old_reaction":[{"type":"emoji","emoji":"👎"}],"new_reaction":[%s]}\
        """
                .formatted(DATE, alice(), chat(), reactions);
    }

    /// A message of the chat with Alice, as it stands in an answer to it.
    static String answered(String fields) {
        return """
        "reply_to_message":{"message_id":69,"date":%d,"from":%s,"chat":%s,%s}\
        """
                .formatted(DATE, alice(), chat(), fields);
    }

    static String membership(String type, String status) {
        return """
        {"date":%d,"from":%s,"chat":{"id":%d,"type":"%s"},
         "old_chat_member":{"status":"member"},
         "new_chat_member":{"user":{"id":1,"is_bot":true},"status":"%s"}}\
        """
                .formatted(DATE, alice(), type.equals("private") ? ID : -5, type, status);
    }

    static String alice() {
        return """
        {"id":%d,"is_bot":false,"first_name":"Zebedee","last_name":"Quartermaine",
         "username":"zebby_q","language_code":"pt-br","is_premium":true}\
        """
                .formatted(ID);
    }

    static String chat() {
        return """
        {"id":%d,"type":"private","first_name":"Zebedee","username":"zebby_q","bio":"biography"}\
        """
                .formatted(ID);
    }

    /// The same JSON once for every value in it, with that value replaced.
    static List<Object> replacingEach(Object json, Object replacement) {
        var variants = new ArrayList<Object>();
        switch (json) {
            case Map<?, ?> map ->
                    map.forEach(
                            (name, value) -> {
                                variants.add(with(map, name, replacement));
                                replacingEach(value, replacement)
                                        .forEach(other -> variants.add(with(map, name, other)));
                            });
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    variants.add(with(list, i, replacement));
                    for (var other : replacingEach(list.get(i), replacement)) {
                        variants.add(with(list, i, other));
                    }
                }
            }
            case null, default -> {}
        }
        return variants;
    }

    private static Object with(Map<?, ?> map, Object name, Object value) {
        var copy = new LinkedHashMap<Object, Object>(map);
        copy.put(name, value);
        return copy;
    }

    private static Object with(List<?> list, int place, Object value) {
        var copy = new ArrayList<Object>(list);
        copy.set(place, value);
        return copy;
    }
}
