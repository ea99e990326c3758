package parley.chat;

import parley.chat.Change.Blocked;
import parley.chat.Change.Ended;
import parley.chat.Change.Reason;
import parley.chat.Change.ReportId;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Erased;
import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Said;
import parley.chat.Decision.Draft;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;
import parley.chat.Session.Idle;
import parley.chat.Session.Paired;
import parley.chat.Session.Waiting;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The whole protocol of a conversation: from where people stand and what one of them did to what
/// must happen next. It changes nothing itself, and knows no clock, storage or network; the same
/// state, event and random numbers always give the same decision.
public final class Rules implements Decision.Maker {
    /// The word on the button that erases; on any other button stands something else.
    public static final String YES = "yes";

    /// What stands before the reason on a button that reports and does nothing else.
    public static final String STAY = "stay";

    private final RandomGenerator random;

    /// @param random must not be guessable outside tests: room names and session ids come from it
    public Rules(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Decision decide(Chats chats, ChatEvent event) {
        return switch (event) {
            case Said said -> say(chats.session(said.from().pseudonym()), said);
            case Revised revised -> revise(chats.session(revised.from().pseudonym()), revised);
            case Asked asked -> obey(chats, asked);
            case Gone gone -> lose(chats, gone);
            case Erased erased -> forget(chats, erased).done();
            // What is in front of these rules deals with them.
            case ChatEvent.Hasty _, ChatEvent.Ordered _ -> new Draft().done();
        };
    }

    private static Decision say(Session session, Said said) {
        return switch (session) {
            case Idle _ -> Decision.tell(said.from(), Plain.NOT_SENT_NO_CHAT);
            case Waiting _ -> Decision.tell(said.from(), Plain.NOT_SENT_SEARCHING);
            case Paired paired when said.at().isBefore(paired.since()) ->
                    Decision.tell(said.from(), Plain.NOT_SENT_EARLIER);
            case Paired paired -> new Draft().relay(paired.partner(), paired.id()).done();
        };
    }

    private static Decision revise(Session session, Revised revised) {
        return session instanceof Paired paired && !revised.at().isBefore(paired.since())
                ? new Draft().relay(paired.partner(), paired.id()).done()
                : new Draft().done();
    }

    private Decision obey(Chats chats, Asked asked) {
        return switch (asked.verb()) {
            case START -> Decision.tell(asked.from(), Plain.WELCOME);
            case HELP -> Decision.tell(asked.from(), Plain.HELP);
            // What is in front of these rules deals with them when they mean something.
            case CONSENT, RULES, APPEAL, SETTINGS, JUDGE, PARDON ->
                    Decision.tell(asked.from(), Plain.UNKNOWN_COMMAND);
            case PRIVACY -> Decision.tell(asked.from(), Plain.PRIVACY);
            case MYDATA -> Decision.tell(asked.from(), Plain.MY_DATA);
            case FORGET -> forget(chats, asked);
            case UNKNOWN -> Decision.tell(asked.from(), Plain.UNKNOWN_COMMAND);
            case FIND -> find(chats, asked);
            case NEXT -> next(chats, asked);
            case END -> end(chats, asked);
            case CANCEL -> cancel(chats, asked);
            case VIDEO -> video(chats, asked);
            case UNSEND -> unsend(chats.session(asked.from().pseudonym()), asked);
            case SEND, DROP -> answer(chats, asked);
            case BLOCK -> block(chats, asked);
            case REPORT -> report(chats, asked);
        };
    }

    private Decision find(Chats chats, Asked asked) {
        return switch (chats.session(asked.from().pseudonym())) {
            case Waiting _ -> Decision.tell(asked.from(), Plain.STILL_SEARCHING);
            case Paired paired ->
                    new Draft().tell(asked.from(), Topic.ALREADY_IN_CHAT, paired.id()).done();
            case Idle _ -> seek(chats, asked);
        };
    }

    private Decision next(Chats chats, Asked asked) {
        if (outdated(chats, asked)) {
            return Decision.tell(asked.from(), Plain.OUTDATED_BUTTON);
        }
        if (!(chats.session(asked.from().pseudonym()) instanceof Paired paired)) {
            return find(chats, asked);
        }
        var draft = new Draft();
        leave(draft, asked.from().pseudonym(), paired, asked.at());
        draft.tell(asked.from(), Topic.YOU_LEFT_FOR_NEXT, paired.id());
        chats.draw(asked.from(), random)
                .ifPresentOrElse(
                        found -> meet(draft, chats, asked.from(), found, asked.at()),
                        () -> draft.change(new Change.Waits(asked.from(), asked.at(), false)));
        return draft.done();
    }

    private Decision end(Chats chats, Asked asked) {
        if (outdated(chats, asked)) {
            return Decision.tell(asked.from(), Plain.OUTDATED_BUTTON);
        }
        return switch (chats.session(asked.from().pseudonym())) {
            case Idle _ -> Decision.tell(asked.from(), Plain.NOT_IN_CHAT);
            case Waiting _ -> stopSearching(asked);
            case Paired paired ->
                    leave(new Draft(), asked.from().pseudonym(), paired, asked.at())
                            .tell(asked.from(), Topic.YOU_LEFT, paired.id())
                            .done();
        };
    }

    /// A button under an old notice of a search must not end a chat that began since.
    private static Decision cancel(Chats chats, Asked asked) {
        return chats.session(asked.from().pseudonym()) instanceof Waiting
                ? stopSearching(asked)
                : Decision.tell(asked.from(), Plain.OUTDATED_BUTTON);
    }

    private static Decision stopSearching(Asked asked) {
        return new Draft()
                .change(new Change.StopsWaiting(asked.from().pseudonym()))
                .tell(asked.from(), Plain.SEARCH_STOPPED)
                .done();
    }

    private static Decision unsend(Session session, Asked asked) {
        return session instanceof Paired paired
                ? new Draft().relay(paired.partner(), paired.id()).done()
                : Decision.tell(asked.from(), Plain.NOT_IN_CHAT);
    }

    /// Whoever holds the messages knows what to do with the answer.
    private static Decision answer(Chats chats, Asked asked) {
        if (asked.about().isEmpty()) {
            return Decision.tell(asked.from(), Plain.UNKNOWN_COMMAND);
        }
        return !outdated(chats, asked)
                        && chats.session(asked.from().pseudonym()) instanceof Paired paired
                ? new Draft().relay(paired.partner(), paired.id()).done()
                : Decision.tell(asked.from(), Plain.OUTDATED_BUTTON);
    }

    private Decision video(Chats chats, Asked asked) {
        var from = asked.from();
        if (outdated(chats, asked)) {
            return Decision.tell(from, Plain.OUTDATED_BUTTON);
        }
        if (!(chats.session(from.pseudonym()) instanceof Paired paired)) {
            return Decision.tell(from, Plain.NOT_IN_CHAT);
        }
        var draft = new Draft();
        var partner = paired.partner();
        var room = paired.room().orElseGet(this::room);
        if (paired.room().isEmpty()) {
            var one = from.pseudonym();
            draft.change(new Change.RoomOpened(paired.id(), one, partner.pseudonym(), room));
            draft.tell(partner, new Notice.Video(paired.id(), room, true));
        }
        return draft.tell(from, new Notice.Video(paired.id(), room, false)).done();
    }

    private Decision block(Chats chats, Asked asked) {
        var found = Subject.of(chats, asked);
        if (found.isEmpty()) {
            return Decision.tell(asked.from(), missing(asked, Plain.NOBODY_TO_BLOCK));
        }
        var subject = found.get();
        var draft = new Draft();
        part(draft, chats, asked, subject);
        return draft.tell(asked.from(), Topic.BLOCKED, subject.session()).done();
    }

    /// Asks what it is about, then takes the report. It ends the chat and blocks the pair, for
    /// nobody who complains should have to meet the other again, unless the person says otherwise.
    private Decision report(Chats chats, Asked asked) {
        var found = Subject.of(chats, asked);
        if (found.isEmpty()) {
            return Decision.tell(asked.from(), missing(asked, Plain.NOBODY_TO_REPORT));
        }
        var subject = found.get();
        if (subject.reported()) {
            return new Draft().tell(asked.from(), Topic.ALREADY_REPORTED, subject.session()).done();
        }
        var answer = asked.detail().orElse("");
        boolean stays = answer.startsWith(STAY);
        return Reason.of(stays ? answer.substring(STAY.length()) : answer)
                .map(reason -> report(chats, asked, subject, reason, stays))
                .orElseGet(
                        () ->
                                Decision.tell(
                                        asked.from(),
                                        new Notice.Complaint(subject.session(), stays)));
    }

    private Decision report(
            Chats chats, Asked asked, Subject subject, Reason reason, boolean stays) {
        var draft = new Draft();
        if (!stays) {
            part(draft, chats, asked, subject);
        }
        draft.change(
                new Change.Reported(
                        new ReportId(random.nextLong()),
                        subject.session(),
                        asked.from(),
                        subject.partner(),
                        subject.reachable(),
                        reason,
                        Optional.of(subject.began()),
                        asked.at()));
        var topic = stays ? Topic.REPORTED_ONLY : Topic.REPORTED;
        return draft.tell(asked.from(), topic, subject.session()).done();
    }

    private static Decision forget(Chats chats, Asked asked) {
        var answer = asked.detail().orElse("");
        return switch (answer) {
            case "" -> Decision.tell(asked.from(), Plain.FORGET);
            case YES -> forget(chats, (ChatEvent) asked).tell(asked.from(), Plain.FORGOTTEN).done();
            default -> Decision.tell(asked.from(), Plain.NOT_FORGOTTEN);
        };
    }

    /// First the person goes wherever that was, then everything else.
    private static Draft forget(Chats chats, ChatEvent event) {
        var who = event.from().pseudonym();
        return new Draft().add(remove(chats, who, event.at())).change(new Change.Forgotten(who));
    }

    /// Takes a person out of the lobby or the chat; a partner hears what is said when somebody
    /// leaves.
    public static Decision remove(Chats chats, Pseudonym who, Instant at) {
        return switch (chats.session(who)) {
            case Idle _ -> new Draft().done();
            case Waiting _ -> new Draft().change(new Change.StopsWaiting(who)).done();
            case Paired paired -> leave(new Draft(), who, paired, at).done();
        };
    }

    private Decision lose(Chats chats, Gone gone) {
        var who = gone.from().pseudonym();
        return chats.session(who) instanceof Paired paired
                        && gone.missed().equals(Optional.of(paired.id()))
                ? searchOn(chats, gone, paired)
                : remove(chats, who, gone.at());
    }

    /// The other one never met who is gone, so the search goes on as if there had been no match.
    private Decision searchOn(Chats chats, Gone gone, Paired paired) {
        var other = paired.partner();
        var draft = new Draft().change(ended(gone.from().pseudonym(), paired, gone.at()));
        draft.tell(other, Plain.SEARCHING_AGAIN);
        chats.draw(other, random)
                .ifPresentOrElse(
                        found -> meet(draft, chats, other, found, gone.at()),
                        () -> draft.change(new Change.Waits(other, gone.at(), true)));
        return draft.done();
    }

    private Decision seek(Chats chats, Asked asked) {
        var draft = new Draft();
        chats.draw(asked.from(), random)
                .ifPresentOrElse(
                        found -> meet(draft, chats, asked.from(), found, asked.at()),
                        () ->
                                draft.change(new Change.Waits(asked.from(), asked.at(), false))
                                        .tell(asked.from(), Plain.SEARCHING));
        return draft.done();
    }

    /// The chat begins when the later of the two began to search, whatever order Telegram hands
    /// things in.
    private void meet(Draft draft, Chats chats, Person one, Person found, Instant at) {
        var session = new SessionId(random.nextLong());
        var since =
                chats.session(found.pseudonym()) instanceof Waiting(var waited)
                                && waited.isAfter(at)
                        ? waited
                        : at;
        draft.change(new Change.Paired(session, one, found, since))
                .tell(one, Topic.MATCHED, session)
                .tell(found, Topic.MATCHED, session);
    }

    private static Draft leave(Draft draft, Pseudonym who, Paired paired, Instant at) {
        return draft.change(ended(who, paired, at))
                .tell(paired.partner(), Topic.PARTNER_LEFT, paired.id());
    }

    /// Ends the chat that the two are in, be it the one in question or a later one, and sees to it
    /// that they never meet again.
    private static void part(Draft draft, Chats chats, Asked asked, Subject subject) {
        var from = asked.from().pseudonym();
        if (chats.session(from) instanceof Paired paired
                && paired.partner().pseudonym().equals(subject.partner())) {
            leave(draft, from, paired, asked.at());
        }
        draft.change(new Blocked(from, subject.partner(), asked.at()));
    }

    private static Ended ended(Pseudonym who, Paired paired, Instant at) {
        return new Ended(paired.id(), who, paired.partner().pseudonym(), paired.since(), at);
    }

    private static boolean outdated(Chats chats, Asked asked) {
        return asked.about().isPresent()
                && !(chats.session(asked.from().pseudonym()) instanceof Paired paired
                        && asked.about().get().equals(paired.id()));
    }

    private static Plain missing(Asked asked, Plain otherwise) {
        return asked.about().isPresent() ? Plain.OUTDATED_BUTTON : otherwise;
    }

    private String room() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return "parley-" + HexFormat.of().formatHex(bytes);
    }
}
