package parley.engine;

import static java.util.Comparator.comparingLong;

import parley.chat.ChatEvent.Gist;
import parley.chat.ChatEvent.Said;
import parley.chat.Pseudonym;
import parley.content.Content;
import parley.content.Letter;
import parley.content.Letter.Album;
import parley.content.Letter.Fresh;
import parley.content.Letter.Part;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/// Albums in the making. Telegram delivers the parts of an album one by one, with a name that they
/// share but without a count or an end; so one is complete when it has as many parts as there can
/// be, when something else comes from the same person, or after a pause.
///
/// What belongs to one person is used by one thread at a time, in that person's mailbox.
final class Albums {
    private static final int MOST_PARTS = 10;

    /// What is there of an album.
    private record Draft(String name, List<Incoming> parts) {}

    private final ConcurrentMap<Pseudonym, Draft> drafts = new ConcurrentHashMap<>();

    /// The names of albums whose first part was refused; the last of each person.
    private final ConcurrentMap<Pseudonym, String> refused = new ConcurrentHashMap<>();

    /// Whether this continues the album in the making.
    boolean continues(Pseudonym who, String name) {
        var draft = drafts.get(who);
        return draft != null && draft.name().equals(name);
    }

    /// Adds a part; whatever else was in the making has to be taken before.
    ///
    /// @return how many parts there are now
    int add(Pseudonym who, String name, Incoming part) {
        var draft = drafts.computeIfAbsent(who, _ -> new Draft(name, new ArrayList<>()));
        draft.parts().add(part);
        return draft.parts().size();
    }

    /// Remembers that no part of this album is to pass.
    void refuse(Pseudonym who, String name) {
        refused.put(who, name);
    }

    /// Whether no part of this album is to pass.
    boolean isRefused(Pseudonym who, String name) {
        return name.equals(refused.get(who));
    }

    /// Something else came from this person, so that no more parts will.
    void forgetRefused(Pseudonym who) {
        refused.remove(who);
    }

    /// Forgets what was refused to those who never came back.
    void prune() {
        refused.clear();
    }

    /// Whether no more can come.
    boolean isFull(int parts) {
        return parts >= MOST_PARTS;
    }

    /// Takes the album if this is still its last part.
    Optional<Incoming> takeIf(Pseudonym who, Incoming last) {
        var draft = drafts.get(who);
        return draft != null && draft.parts().getLast().equals(last) ? take(who) : Optional.empty();
    }

    /// Takes what there is of everybody, when no mailbox is in use any more.
    List<Incoming> takeAll() {
        return List.copyOf(drafts.keySet()).stream()
                .map(this::take)
                .flatMap(Optional::stream)
                .toList();
    }

    /// Takes what there is, as one event that happened with its first part.
    Optional<Incoming> take(Pseudonym who) {
        return Optional.ofNullable(drafts.remove(who)).map(Draft::parts).map(Albums::joined);
    }

    /// In the order of their ids, which is that of the sender's screen; they may come in another.
    private static Incoming joined(List<Incoming> arrived) {
        var parts = arrived.stream().sorted(comparingLong(Albums::id)).toList();
        var first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        var reply = fresh(first).reply();
        var effect = fresh(first).effect();
        var album = new Album(parts.stream().map(Albums::part).toList(), reply, effect);
        return new Incoming(
                joined(parts, (Said) first.event()),
                Optional.of(album),
                first.messageId(),
                Optional.empty(),
                new Entry(
                        0, first.entry().again(), () -> parts.forEach(part -> part.done().run())));
    }

    /// A caption may stand under any part.
    private static Said joined(List<Incoming> parts, Said first) {
        var prints =
                parts.stream()
                        .flatMap(part -> ((Said) part.event()).gist().prints().stream())
                        .collect(Collectors.toSet());
        return new Said(first.from(), first.at(), new Gist(prints, first.gist().media()));
    }

    private static Part part(Incoming incoming) {
        var media = (Content.Media) fresh(incoming).content();
        return new Part(id(incoming), media);
    }

    private static long id(Incoming incoming) {
        return incoming.messageId().orElseThrow();
    }

    private static Fresh fresh(Incoming incoming) {
        return (Fresh) incoming.letter().map(Letter.class::cast).orElseThrow();
    }
}
