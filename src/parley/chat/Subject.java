package parley.chat;

import parley.chat.Session.Paired;

import java.util.Optional;

/// Whom a block or a report is about: the partner of the session that the button names, else of the
/// running chat, else of the last one. Naming a session that one was never in finds nobody.
record Subject(SessionId session, Pseudonym partner, Optional<UserId> partnerId, boolean reported) {
    static Optional<Subject> of(Chats chats, ChatEvent.Asked asked) {
        var who = asked.from().pseudonym();
        if (chats.session(who) instanceof Paired paired && meant(asked, paired.id())) {
            return Optional.of(of(paired, chats.hasReported(who, paired.id())));
        }
        return chats.past(who).stream()
                .filter(past -> meant(asked, past.session()))
                .findFirst()
                .map(Subject::of);
    }

    private static boolean meant(ChatEvent.Asked asked, SessionId session) {
        return asked.about().isEmpty() || asked.about().get().equals(session);
    }

    private static Subject of(Paired paired, boolean reported) {
        var partner = paired.partner();
        return new Subject(paired.id(), partner.pseudonym(), Optional.of(partner.id()), reported);
    }

    private static Subject of(Chats.Past past) {
        return new Subject(past.session(), past.partner(), past.partnerId(), past.reported());
    }
}
