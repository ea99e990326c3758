package parley.chat;

import parley.chat.Session.Paired;

import java.time.Instant;
import java.util.Optional;

/// Whom a block or a report is about: the partner of the session that the button names, else of the
/// one in which the message came that the command answers, else of the running chat, else of the
/// last one. Naming a session that one was never in finds nobody.
record Subject(
        SessionId session,
        Pseudonym partner,
        Optional<Person> reachable,
        Instant began,
        boolean reported) {
    static Optional<Subject> of(Chats chats, ChatEvent.Asked asked) {
        var who = asked.from().pseudonym();
        var session =
                asked.about()
                        .or(() -> asked.answered().flatMap(heard -> chats.during(who, heard.at())));
        if (chats.session(who) instanceof Paired paired && meant(session, paired.id())) {
            return Optional.of(of(paired, chats.hasReported(who, paired.id())));
        }
        return chats.past(who).stream()
                .filter(past -> meant(session, past.session()))
                .findFirst()
                .map(Subject::of);
    }

    private static boolean meant(Optional<SessionId> named, SessionId session) {
        return named.isEmpty() || named.get().equals(session);
    }

    private static Subject of(Paired paired, boolean reported) {
        var partner = paired.partner();
        return new Subject(
                paired.id(), partner.pseudonym(), Optional.of(partner), paired.since(), reported);
    }

    private static Subject of(Chats.Past past) {
        return new Subject(
                past.session(), past.partner(), past.reachable(), past.began(), past.reported());
    }
}
