package parley.bot.notice;

import parley.chat.Change.Penalty;
import parley.chat.Change.ReportId;
import parley.chat.Notice;
import parley.chat.Pseudonym;
import parley.json.Fields;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What moderators are told, or have people told, as [NoticeJson] keeps it.
final class DeskJson {
    private static final String KIND = "desk";
    private static final String TEXT = "text";

    private DeskJson() {}

    static Map<String, Object> write(Notice notice) {
        return switch (notice) {
            case Notice.Shut shut -> {
                var json = new LinkedHashMap<String, Object>();
                json.put(KIND, "shut");
                json.put("penalty", shut.penalty().name());
                json.put("appeals", shut.appeals());
                shut.left().ifPresent(left -> json.put("left", left.toMillis()));
                yield json;
            }
            case Notice.Card(var report, var text, var open) ->
                    Map.of(KIND, "card", "report", report.value(), TEXT, text, "open", open);
            case Notice.Evidence(var content) -> Map.of(KIND, "evidence", TEXT, content);
            case Notice.Appeal(var who, var text) ->
                    Map.of(KIND, "appeal", "high", who.high(), "low", who.low(), TEXT, text);
            case Notice.Desk(var text) -> Map.of(KIND, "answer", TEXT, text);
            case Notice.Announcement(var text) -> Map.of(KIND, "announcement", TEXT, text);
            default -> throw new IllegalArgumentException("nothing of the moderators");
        };
    }

    /// Nothing when it is something else.
    static Optional<Notice> read(Fields json) {
        return json.optionalText(KIND)
                .flatMap(
                        kind ->
                                Optional.ofNullable(
                                        switch (kind) {
                                            case "card" ->
                                                    new Notice.Card(
                                                            new ReportId(json.number("report")),
                                                            json.text(TEXT),
                                                            json.flag("open"));
                                            case "shut" ->
                                                    new Notice.Shut(
                                                            Penalty.valueOf(json.text("penalty")),
                                                            json.optionalNumber("left")
                                                                    .map(Duration::ofMillis),
                                                            json.flag("appeals"));
                                            case "evidence" -> new Notice.Evidence(json.text(TEXT));
                                            case "appeal" ->
                                                    new Notice.Appeal(
                                                            new Pseudonym(
                                                                    json.number("high"),
                                                                    json.number("low")),
                                                            json.text(TEXT));
                                            case "answer" -> new Notice.Desk(json.text(TEXT));
                                            case "announcement" ->
                                                    new Notice.Announcement(json.text(TEXT));
                                            default -> null;
                                        }));
    }
}
