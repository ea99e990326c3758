package parley.moderation;

import parley.chat.ChatEvent.Ordered;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Draft;
import parley.chat.Notice;
import parley.moderation.Register.Case;

import java.lang.System.Logger.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Does what moderators and the operator want to be done, and answers in English.
final class Desk {
    private static final System.Logger LOG = System.getLogger("parley.moderation");

    private static final String HELP =
            """
            /reports – the open reports
            /show ID – one report, with its buttons
            /ban ID [time] [why] – ban whom a report is about, or a person
            /unban ID – let that person in again
            /stats – what goes on
            /announce TEXT – tell everybody who is in a chat

            An ID is that of a report, or of a person as the cards show it. Times: 90m, 24h, 7d, perm.\
            """;

    /// As many as fit into one message.
    private static final int MOST = 30;

    private final Register register;
    private final Reports reports;
    private final Moderators moderators;
    private final Watch watch;
    private final Judge judge;

    Desk(
            Register register,
            Sentences sentences,
            Reports reports,
            Moderators moderators,
            Watch watch) {
        this.register = register;
        this.reports = reports;
        this.moderators = moderators;
        this.watch = watch;
        judge = new Judge(register, sentences, reports, moderators);
    }

    Decision decide(Chats chats, Ordered order) {
        if (order.by().isPresent() && !moderators.people().contains(order.by().get())) {
            LOG.log(
                    Level.WARNING,
                    "somebody in the moderators' chat is no moderator, or an anonymous"
                            + " administrator; nothing done");
            return new Draft().done();
        }
        var decision = obey(chats, order);
        // The operator is nobody who could be told something.
        var others =
                decision.effects().stream()
                        .filter(
                                effect ->
                                        order.by().isPresent() || !effect.to().equals(order.from()))
                        .toList();
        return new Decision(decision.changes(), others);
    }

    private Decision obey(Chats chats, Ordered order) {
        var words = order.words().strip().split("\\s+", 2);
        var rest = words.length > 1 ? words[1].strip() : "";
        return switch (words[0]) {
            case "judge" -> judge.press(chats, order, rest);
            case "pardon", "unban" -> judge.unban(chats, order, rest);
            case "reports" -> say(order, list(order));
            case "show" -> show(order, rest);
            case "ban" -> judge.ban(chats, order, rest);
            case "stats" -> say(order, stats(chats, order));
            case "announce" -> announce(chats, order, rest);
            default -> say(order, HELP);
        };
    }

    static Decision say(Ordered order, String text) {
        return Decision.tell(order.from(), new Notice.Desk(text));
    }

    private Decision show(Ordered order, String id) {
        return Cards.report(id)
                .flatMap(register::find)
                .map(one -> Decision.tell(order.from(), reports.card(one, status(one, order))))
                .orElseGet(
                        () -> say(order, "There is no such report. /reports lists the open ones."));
    }

    private String status(Case report, Ordered order) {
        var status = report.outcome().orElse("open");
        return register.sanction(report.reported(), order.at())
                .map(one -> status + "; now: " + Cards.state(one, order.at()))
                .orElse(status);
    }

    private String list(Ordered order) {
        var open =
                register.newest().stream()
                        .filter(one -> one.outcome().isEmpty())
                        .sorted(Register.NEWEST)
                        .toList();
        if (open.isEmpty()) {
            return "No report is open.";
        }
        var lines = open.stream().limit(MOST).map(one -> Cards.line(one, order.at()));
        return "Open reports, newest first: "
                + open.size()
                + lines.collect(Collectors.joining("\n", "\n", "\n"))
                + "/show ID shows one.";
    }

    private String stats(Chats chats, Ordered order) {
        var all = register.newest();
        long open = all.stream().filter(one -> one.outcome().isEmpty()).count();
        return Stream.of(
                        "Chats: " + Cards.rough(chats.running()),
                        "Waiting: " + Cards.rough(chats.waiting()),
                        "Messages in the last minute: " + Cards.rough(watch.perMinute(order.at())),
                        "Open reports: " + Cards.rough(open),
                        "Reports in all: " + Cards.rough(all.size()),
                        "Kept out: " + Cards.rough(register.sanctions(order.at()).size()))
                .collect(Collectors.joining("\n"));
    }

    private Decision announce(Chats chats, Ordered order, String text) {
        if (text.isEmpty() || text.length() > Notice.LONGEST_ANNOUNCEMENT) {
            return say(
                    order,
                    "Write /announce and the text, up to "
                            + Notice.LONGEST_ANNOUNCEMENT
                            + " characters.");
        }
        var people =
                chats.talking().stream()
                        .filter(person -> !register.isQuiet(person.pseudonym()))
                        .toList();
        var draft = new Draft();
        people.forEach(person -> draft.tell(person, new Notice.Announcement(text)));
        var answer = "On its way to everybody in a chat who has not turned announcements off.";
        return draft.tell(order.from(), new Notice.Desk(answer)).done();
    }
}
