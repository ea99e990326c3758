package parley.bot.notice;

import parley.chat.Decision.Effect.Notify;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;
import parley.chat.Person;
import parley.chat.SessionId;
import parley.chat.UserId;
import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Notices that are still to be told, as they are kept (sealed) until they are.
///
/// @param people who a Telegram id is, with the language of the app
public record NoticeJson(BiFunction<UserId, String, Person> people) {
    private static final String NAME = "notices";

    /// One JSON object.
    public static String write(List<Notify> notices) {
        return Json.write(Map.of(NAME, notices.stream().map(NoticeJson::write).toList()));
    }

    /// Whether [#write] wrote this.
    public static boolean isOne(Fields json) {
        return json.has(NAME);
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws DecodeException when it is something else
    /// @throws IllegalArgumentException when it is a notice of an unknown kind
    public List<Notify> read(Fields json) {
        return json.each(NAME, this::one);
    }

    private static Map<String, Object> write(Notify notify) {
        var json = new LinkedHashMap<String, Object>();
        json.put("to", notify.to().id().value());
        json.put("language", notify.to().language());
        switch (notify.notice()) {
            case Plain plain -> json.put("plain", plain.name());
            case Notice.About(var topic, var session) -> {
                json.put("about", topic.name());
                json.put("session", session.value());
            }
            case Notice.Video(var session, var room, var invited) -> {
                json.put("video", room);
                json.put("session", session.value());
                json.put("invited", invited);
            }
            case Notice.SlowDown(var pause) -> json.put("slowDown", pause.toMillis());
            case Notice.SearchLater(var pause) -> json.put("searchLater", pause.toMillis());
            case Notice.NotPassed(var kind) -> json.put("notPassed", kind);
            case Notice.Held(var session, var risk) -> {
                json.put("held", risk);
                json.put("session", session.value());
            }
            case Notice.Blocked(var risk) -> json.put("blocked", risk);
            case Notice.Consent(var version) -> json.put("consent", version);
            case Notice.Complaint(var session, var stays) -> {
                json.put("stays", stays);
                json.put("session", session.value());
            }
            case Notice.MediaLater(var pause) -> json.put("mediaLater", pause.toMillis());
            case Notice.Shut _,
                    Notice.Card _,
                    Notice.Evidence _,
                    Notice.Appeal _,
                    Notice.Desk _,
                    Notice.Announcement _ ->
                    json.putAll(DeskJson.write(notify.notice()));
        }
        return json;
    }

    private Notify one(Fields json) {
        var to = people.apply(new UserId(json.number("to")), json.text("language"));
        return new Notify(to, notice(json));
    }

    private static Notice notice(Fields json) {
        return json.optionalText("plain")
                .<Notice>map(Plain::valueOf)
                .or(() -> json.optionalNumber("session").map(id -> of(new SessionId(id), json)))
                .or(() -> pause(json, "slowDown").map(Notice.SlowDown::new))
                .or(() -> pause(json, "searchLater").map(Notice.SearchLater::new))
                .or(() -> json.optionalText("notPassed").map(Notice.NotPassed::new))
                .or(() -> json.optionalText("consent").map(Notice.Consent::new))
                .or(() -> json.optionalText("blocked").map(Notice.Blocked::new))
                .or(() -> pause(json, "mediaLater").map(Notice.MediaLater::new))
                .or(() -> DeskJson.read(json))
                .orElseThrow(NoticeJson::unknown);
    }

    private static Notice of(SessionId session, Fields json) {
        return json.optionalText("about")
                .<Notice>map(topic -> new Notice.About(Topic.valueOf(topic), session))
                .or(() -> json.optionalText("video").map(room -> video(session, room, json)))
                .or(() -> complaint(session, json))
                .or(() -> json.optionalText("held").map(risk -> new Notice.Held(session, risk)))
                .orElseThrow(NoticeJson::unknown);
    }

    private static Optional<Notice> complaint(SessionId session, Fields json) {
        return json.has("stays")
                ? Optional.of(new Notice.Complaint(session, json.flag("stays")))
                : Optional.empty();
    }

    private static Notice video(SessionId session, String room, Fields json) {
        return new Notice.Video(session, room, json.flag("invited"));
    }

    private static Optional<Duration> pause(Fields json, String name) {
        return json.optionalNumber(name).map(Duration::ofMillis);
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("a notice of an unknown kind");
    }
}
