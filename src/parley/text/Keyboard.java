package parley.text;

import parley.chat.Button;
import parley.chat.Change.Reason;
import parley.chat.Change.ReportId;
import parley.chat.ChatEvent.Verb;
import parley.chat.Notice;
import parley.chat.Notice.About;
import parley.chat.Notice.Announcement;
import parley.chat.Notice.Appeal;
import parley.chat.Notice.Blocked;
import parley.chat.Notice.Card;
import parley.chat.Notice.Complaint;
import parley.chat.Notice.Consent;
import parley.chat.Notice.Desk;
import parley.chat.Notice.Evidence;
import parley.chat.Notice.Held;
import parley.chat.Notice.MediaLater;
import parley.chat.Notice.NotPassed;
import parley.chat.Notice.Plain;
import parley.chat.Notice.SearchLater;
import parley.chat.Notice.Shut;
import parley.chat.Notice.SlowDown;
import parley.chat.Notice.Topic;
import parley.chat.Notice.Video;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.SessionId;
import parley.text.Phrase.Label;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Which buttons stand under a notice: what makes sense to do next, and nothing else.
record Keyboard(Texts texts) {
    List<List<Label>> rows(Notice notice) {
        return switch (notice) {
            case Plain plain -> rows(plain);
            case About(var topic, var session) -> rows(topic, session);
            case Video(var session, _, _) -> List.of(List.of(about(session, Verb.END, "end")));
            case Held(var session, var risk) -> question(session, risk);
            case Complaint(var session, var stays) -> reasons(session, stays ? Rules.STAY : "");
            case Consent(var version) ->
                    List.of(List.of(label("consent", Button.of(Verb.CONSENT, version))));
            case Card(var report, _, var open) -> acts(report, open);
            case Appeal(var who, _) -> List.of(List.of(lift(who)));
            case SlowDown _,
                    SearchLater _,
                    NotPassed _,
                    Blocked _,
                    Shut _,
                    MediaLater _,
                    Evidence _,
                    Desk _,
                    Announcement _ ->
                    List.of();
        };
    }

    private List<List<Label>> rows(Plain plain) {
        return switch (plain) {
            case WELCOME, HELP, NOT_IN_CHAT, NOT_SENT_NO_CHAT, SEARCH_STOPPED -> find();
            case SEARCHING, STILL_SEARCHING, SEARCHING_AGAIN, NOT_SENT_SEARCHING -> stop();
            case FORGET -> forget();
            case PARDONED, NOTHING_TO_APPEAL -> find();
            case SETTINGS -> List.of(List.of(label("quiet", Button.of(Verb.SETTINGS, "quiet"))));
            case SETTINGS_QUIET ->
                    List.of(List.of(label("loud", Button.of(Verb.SETTINGS, "loud"))));
            case PRIVACY,
                    RULES,
                    MY_DATA,
                    FORGOTTEN,
                    NOT_FORGOTTEN,
                    NOT_SENT_EARLIER,
                    PARTNER_BUSY,
                    NOT_DELIVERED,
                    NOT_CHANGED,
                    UNSENT,
                    CANNOT_UNSEND,
                    DROPPED,
                    HELD_TOO,
                    ANSWER_FIRST,
                    NOBODY_TO_BLOCK,
                    NOBODY_TO_REPORT,
                    TOO_MANY_REPORTS,
                    UNKNOWN_COMMAND,
                    OUTDATED_BUTTON,
                    APPEAL_HOW,
                    APPEALED,
                    APPEALED_ALREADY,
                    NO_APPEALS,
                    MEDIA_NEW,
                    REPEATED ->
                    List.of();
        };
    }

    private List<List<Label>> rows(Topic topic, SessionId session) {
        return switch (topic) {
            case MATCHED, ALREADY_IN_CHAT ->
                    List.of(
                            List.of(
                                    about(session, Verb.NEXT, "next"),
                                    about(session, Verb.END, "end")),
                            complaints(session));
            case YOU_LEFT, PARTNER_LEFT -> List.of(find().getFirst(), complaints(session));
            case YOU_LEFT_FOR_NEXT -> List.of(stop().getFirst(), complaints(session));
            case BLOCKED, REPORTED, ALREADY_REPORTED -> find();
            case REPORTED_ONLY -> List.of(List.of(about(session, Verb.BLOCK, "block")));
        };
    }

    /// What moderators can do about a report. They read English.
    private static List<List<Label>> acts(ReportId report, boolean open) {
        return open
                ? List.of(
                        List.of(act(report, "Dismiss", "dismiss"), act(report, "Warn", "warn")),
                        List.of(act(report, "Mute 24 h", "mute"), act(report, "Ban 7 d", "ban7d")),
                        List.of(act(report, "Ban", "ban")))
                : List.of(List.of(act(report, "Undo", "undo")));
    }

    private static Label act(ReportId report, String words, String act) {
        return new Label(words, Button.of(Verb.JUDGE, new SessionId(report.value()), act));
    }

    private static Label lift(Pseudonym who) {
        var hex = HexFormat.of();
        var name = hex.toHexDigits(who.high()) + hex.toHexDigits(who.low());
        return new Label("Let in again", Button.of(Verb.PARDON, name));
    }

    private List<List<Label>> question(SessionId session, String risk) {
        return List.of(
                List.of(
                        label("send", Button.of(Verb.SEND, session, risk)),
                        label("drop", Button.of(Verb.DROP, session, risk))));
    }

    /// Two in a row; the last one is for whoever wants to report and nothing else.
    private List<List<Label>> reasons(SessionId session, String before) {
        var rows = new ArrayList<List<Label>>();
        var reasons = Reason.values();
        for (int i = 0; i < reasons.length; i += 2) {
            rows.add(
                    List.of(
                            reason(session, before, reasons[i]),
                            reason(session, before, reasons[i + 1])));
        }
        if (before.isEmpty()) {
            rows.add(List.of(label("report-only", Button.of(Verb.REPORT, session, Rules.STAY))));
        }
        return rows;
    }

    private Label reason(SessionId session, String before, Reason reason) {
        return label(
                "reason-" + reason.word(), Button.of(Verb.REPORT, session, before + reason.word()));
    }

    private List<List<Label>> forget() {
        return List.of(
                List.of(
                        label("forget", Button.of(Verb.FORGET, Rules.YES)),
                        label("keep", Button.of(Verb.FORGET, "no"))));
    }

    private List<List<Label>> find() {
        return List.of(List.of(label("find", Button.of(Verb.FIND))));
    }

    private List<List<Label>> stop() {
        return List.of(List.of(label("stop-searching", Button.of(Verb.CANCEL))));
    }

    private List<Label> complaints(SessionId session) {
        return List.of(about(session, Verb.REPORT, "report"), about(session, Verb.BLOCK, "block"));
    }

    private Label about(SessionId session, Verb verb, String words) {
        return label(words, Button.of(verb, session));
    }

    private Label label(String words, Button button) {
        return new Label(texts.of("button." + words), button);
    }
}
