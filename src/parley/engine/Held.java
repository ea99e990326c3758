package parley.engine;

import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.content.Content.Media;
import parley.content.Letter;
import parley.content.Letter.Album;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.content.Letter.Part;
import parley.content.Risk;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Messages that wait until their sender has confirmed them. Each risk is asked about once in a
/// chat; what comes meanwhile with the same risk waits for the same answer.
///
/// Not thread-safe; the core takes turns.
final class Held {
    private static final int MOST = 20;

    /// What one person has waiting in one chat, and what was asked and answered there.
    private record Desk(SessionId session, Map<Risk, List<Incoming>> waiting, Set<Risk> answered) {
        Desk(SessionId session) {
            this(session, new EnumMap<>(Risk.class), EnumSet.noneOf(Risk.class));
        }

        List<Incoming> at(Risk risk) {
            return waiting.getOrDefault(risk, List.of());
        }
    }

    private final Map<Pseudonym, Desk> desks = new HashMap<>();

    /// Whether this person has answered for this chat already.
    boolean isAnswered(Pseudonym who, SessionId session, Risk risk) {
        return desk(who, session).filter(desk -> desk.answered().contains(risk)).isPresent();
    }

    /// How many messages wait for an answer about this risk.
    int waiting(Pseudonym who, SessionId session, Risk risk) {
        return desk(who, session).map(desk -> desk.at(risk).size()).orElse(0);
    }

    /// Holds a message, unless too many are held.
    boolean hold(Pseudonym who, SessionId session, Risk risk, Incoming incoming) {
        if (waiting(who, session, risk) >= MOST) {
            return false;
        }
        desk(who, session)
                .orElseGet(() -> open(who, session))
                .waiting()
                .computeIfAbsent(risk, _ -> new ArrayList<>())
                .add(incoming);
        return true;
    }

    /// Takes what waits for an answer, in order, and holds nothing with this risk any more.
    List<Incoming> answer(Pseudonym who, SessionId session, Risk risk) {
        var desk = desk(who, session);
        if (desk.isEmpty() || desk.get().at(risk).isEmpty()) {
            return List.of();
        }
        desk.get().answered().add(risk);
        return desk.get().waiting().remove(risk);
    }

    /// A change of a message that is held takes its place.
    ///
    /// @return whether there is such a message
    boolean change(Incoming edit, Edited edited, SessionId session) {
        long message = edit.messageId().orElseThrow();
        for (var list : lists(edit.event().from().pseudonym(), session)) {
            for (int i = 0; i < list.size(); i++) {
                var held = list.get(i);
                if (isAbout(held, message)) {
                    list.set(i, held.with(changed(held, message, edited)).andThen(edit.done()));
                    return true;
                }
            }
        }
        return false;
    }

    /// Takes a message that its sender does not want to send any more.
    Optional<Incoming> take(Pseudonym who, SessionId session, long message) {
        for (var list : lists(who, session)) {
            for (var incoming : list) {
                if (isAbout(incoming, message)) {
                    list.remove(incoming);
                    return Optional.of(incoming);
                }
            }
        }
        return Optional.empty();
    }

    /// Takes all that this person has waiting, because the chat is over.
    List<Incoming> end(Pseudonym who, SessionId session) {
        var left = lists(who, session).stream().flatMap(List::stream).toList();
        desks.computeIfPresent(who, (_, desk) -> desk.session().equals(session) ? null : desk);
        return left;
    }

    private static Letter changed(Incoming held, long message, Edited edited) {
        return switch (held.letter().orElseThrow()) {
            case Fresh fresh -> new Fresh(edited.content(), fresh.reply(), fresh.effect());
            case Album album ->
                    edited.content() instanceof Media media
                            ? with(album, new Part(message, media))
                            : album;
            case Edited _ -> edited;
            case Letter.Reacted reacted -> reacted;
            case Letter.Unsent unsent -> unsent;
        };
    }

    private static Album with(Album album, Part changed) {
        var parts =
                album.parts().stream()
                        .map(part -> part.messageId() == changed.messageId() ? changed : part)
                        .toList();
        return new Album(parts, album.reply(), album.effect());
    }

    private static boolean isAbout(Incoming held, long message) {
        return held.messageId().orElseThrow() == message
                || held.letter().orElseThrow() instanceof Album album
                        && album.parts().stream().anyMatch(part -> part.messageId() == message);
    }

    private List<List<Incoming>> lists(Pseudonym who, SessionId session) {
        return desk(who, session)
                .map(desk -> List.copyOf(desk.waiting().values()))
                .orElse(List.of());
    }

    private Optional<Desk> desk(Pseudonym who, SessionId session) {
        return Optional.ofNullable(desks.get(who)).filter(desk -> desk.session().equals(session));
    }

    private Desk open(Pseudonym who, SessionId session) {
        var desk = new Desk(session);
        desks.put(who, desk);
        return desk;
    }
}
