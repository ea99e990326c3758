package parley.moderation;

import parley.chat.Change.Acted;
import parley.chat.Change.Judged;
import parley.chat.Change.Penalty;
import parley.chat.Change.Sanctioned;
import parley.chat.ChatEvent.Ordered;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Draft;
import parley.chat.Notice;
import parley.chat.Pseudonym;
import parley.moderation.Register.Case;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What moderators do about people. Each act is written down.
final class Judge {
    private final Register register;
    private final Sentences sentences;
    private final Reports reports;
    private final Moderators moderators;

    Judge(Register register, Sentences sentences, Reports reports, Moderators moderators) {
        this.register = register;
        this.sentences = sentences;
        this.reports = reports;
        this.moderators = moderators;
    }

    /// What a button under a card does. The first press counts; all others are told so.
    Decision press(Chats chats, Ordered order, String rest) {
        var words = rest.split(" ", 2);
        var report = Cards.report(words[0]).flatMap(register::find);
        var act = Act.of(words.length > 1 ? words[1] : "");
        if (report.isEmpty()) {
            return Desk.say(order, "There is no such report any more.");
        }
        if (act.isEmpty()) {
            return Desk.say(order, "There is no such button. /show " + words[0] + " has them all.");
        }
        if (act.get().penalty().isPresent()
                && moderators.people().contains(report.get().reported())) {
            return Desk.say(order, "That is a moderator. Nothing was done.");
        }
        boolean open = report.get().outcome().isEmpty();
        if (act.get() == Act.UNDO) {
            return open
                    ? Desk.say(order, "This report is open. There is nothing to undo.")
                    : undo(chats, order, report.get());
        }
        return open
                ? act(chats, order, report.get(), act.get())
                : Desk.say(order, "Already done: " + report.get().outcome().get() + ".");
    }

    private Decision act(Chats chats, Ordered order, Case report, Act act) {
        var draft = new Draft();
        draft.change(new Judged(report.id(), Optional.of(act.outcome())));
        var until = act.length().map(length -> order.at().plus(length));
        int strikes = sentences.strikes(report.reported(), order.at());
        act.penalty()
                .ifPresentOrElse(
                        penalty ->
                                draft.add(
                                        punish(
                                                chats,
                                                new Sanctioned(
                                                        report.reported(),
                                                        penalty,
                                                        order.at(),
                                                        until,
                                                        Optional.of(report.id()),
                                                        strikes,
                                                        false))),
                        () -> draft.add(release(chats, report.reported(), order.at())));
        draft.change(acted(act.outcome(), report.reported(), order, Optional.of(report), until));
        var status =
                act.outcome() + act.length().map(length -> " for " + Span.words(length)).orElse("");
        var judged = report.with(Optional.of(act.outcome()));
        return draft.tell(order.from(), reports.card(judged, status)).done();
    }

    /// What keeps somebody out longer stays.
    private Decision punish(Chats chats, Sanctioned sanction) {
        var now = sanction.since();
        var present =
                register.sanction(sanction.who(), now)
                        .filter(one -> one.penalty() != Penalty.SUSPENSION);
        if (sanction.penalty() == Penalty.WARNING) {
            return present.filter(one -> !Sentences.isOfBot(one.penalty())).isPresent()
                    ? new Draft().done()
                    : new Draft()
                            .add(release(chats, sanction.who(), now))
                            .add(sentences.warn(chats, sanction))
                            .done();
        }
        boolean longer = present.isPresent() && outlasts(present.get(), sanction);
        return longer ? new Draft().done() : sentences.impose(chats, sanction);
    }

    private static boolean outlasts(Sanctioned one, Sanctioned other) {
        return one.until().isEmpty()
                || other.until().isPresent() && !one.until().get().isBefore(other.until().get());
    }

    /// A moderator has looked, and found nothing that should keep this person out.
    private Decision release(Chats chats, Pseudonym who, Instant now) {
        return register.sanction(who, now)
                .filter(one -> one.penalty() == Penalty.SUSPENSION)
                .map(_ -> sentences.pardon(chats, who))
                .orElseGet(() -> new Draft().done());
    }

    private Decision undo(Chats chats, Ordered order, Case report) {
        var draft = new Draft().change(new Judged(report.id(), Optional.empty()));
        var present = register.sanction(report.reported(), order.at());
        register.latest(report.reported())
                .filter(one -> one.report().equals(Optional.of(report.id())))
                .ifPresent(
                        one ->
                                draft.add(
                                        present.isPresent()
                                                ? sentences.pardon(chats, one.who())
                                                : sentences.unsay(one)));
        draft.change(
                acted("undone", report.reported(), order, Optional.of(report), Optional.empty()));
        return draft.tell(order.from(), reports.card(report.with(Optional.empty()), "open again"))
                .done();
    }

    /// Lets somebody in again.
    ///
    /// @param rest the id of a report or person
    Decision unban(Chats chats, Ordered order, String rest) {
        var who = person(rest.split(" ", 2)[0]);
        if (who.isEmpty()) {
            return Desk.say(order, "There is no such report or person. Write /unban and the ID.");
        }
        var mask = Cards.mask(who.get());
        if (register.sanction(who.get(), order.at()).isEmpty()) {
            return Desk.say(order, "Nothing keeps " + mask + " out.");
        }
        return new Draft()
                .add(sentences.pardon(chats, who.get()))
                .change(acted("pardoned", who.get(), order, Optional.empty(), Optional.empty()))
                .tell(order.from(), new Notice.Desk("Done: " + mask + " may come in again."))
                .done();
    }

    /// Keeps somebody out.
    ///
    /// @param rest the id of a report or person, for how long, and why
    Decision ban(Chats chats, Ordered order, String rest) {
        var words = rest.split("\\s+", 3);
        var who = person(words[0]);
        if (who.isEmpty()) {
            return Desk.say(
                    order, "There is no such report or person. Write /ban ID [time] [why].");
        }
        if (moderators.people().contains(who.get())) {
            return Desk.say(order, "That is a moderator. Nothing was done.");
        }
        boolean timed = words.length > 1 && Span.isMeant(words[1]);
        var span = timed ? Span.of(words[1]) : Optional.of(new Span(Optional.empty()));
        if (span.isEmpty()) {
            var what = words[1].length() > 20 ? "That" : "“" + words[1] + "”";
            return Desk.say(order, what + " is no time: " + Span.FORM + ".");
        }
        var why = rest.substring(words[0].length()).strip();
        why = timed ? why.substring(words[1].length()).strip() : why;
        var report = Cards.report(words[0]).flatMap(register::find);
        return ban(chats, order, new Wish(who.get(), report, span.get(), why));
    }

    /// What is wanted of a ban.
    private record Wish(Pseudonym who, Optional<Case> report, Span span, String why) {}

    private Decision ban(Chats chats, Ordered order, Wish wish) {
        var report = wish.report();
        var who = wish.who();
        var span = wish.span();
        var until = span.length().map(length -> order.at().plus(length));
        var draft = new Draft();
        report.filter(one -> one.outcome().isEmpty())
                .ifPresent(
                        one -> draft.change(new Judged(one.id(), Optional.of(Act.BAN.outcome()))));
        draft.add(
                sentences.impose(
                        chats,
                        new Sanctioned(
                                who,
                                Penalty.BAN,
                                order.at(),
                                until,
                                report.map(Case::id),
                                sentences.strikes(who, order.at()),
                                false)));
        draft.change(
                new Acted(
                        "banned",
                        who,
                        order.by(),
                        report.map(Case::id),
                        until,
                        wish.why(),
                        order.at()));
        var length = span.length().map(Span::words).map(words -> " for " + words).orElse("");
        return draft.tell(
                        order.from(),
                        new Notice.Desk("Done: " + Cards.mask(who) + " is banned" + length + "."))
                .done();
    }

    private static Acted acted(
            String what,
            Pseudonym whom,
            Ordered order,
            Optional<Case> report,
            Optional<Instant> until) {
        return new Acted(what, whom, order.by(), report.map(Case::id), until, "", order.at());
    }

    private Optional<Pseudonym> person(String id) {
        return Cards.report(id)
                .map(report -> register.find(report).map(Case::reported))
                .orElseGet(() -> register.person(id.toLowerCase(Locale.ROOT)));
    }
}
