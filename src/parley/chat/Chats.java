package parley.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// All that the core knows: who waits, who talks with whom, who was with whom lately, and who
/// blocked whom. It changes by [#apply] alone, which refuses what would break an invariant: nobody
/// is in two places, and the two people of a chat always point to each other.
///
/// Not thread-safe; whoever owns it takes turns.
public final class Chats {
    /// How many former partners are remembered for each person.
    private static final int MEMORY = 5;

    /// A chat that is over, as one of its two people remembers it.
    ///
    /// @param reachable the partner, unless a restart lies between
    /// @param began when it began
    record Past(
            SessionId session,
            Pseudonym partner,
            Optional<Person> reachable,
            Instant began,
            Instant at,
            boolean reported) {}

    private final Map<Pseudonym, Session> sessions = new HashMap<>();
    private final Map<Pseudonym, List<Past>> pasts = new HashMap<>();

    /// Who reported the partner of a chat that is still running.
    private final Map<Pseudonym, SessionId> reports = new HashMap<>();

    private final Map<Pseudonym, Set<Pseudonym>> blocks = new HashMap<>();
    private final Lobby lobby = new Lobby();
    private int pairs;

    /// Where a person stands.
    public Session session(Pseudonym who) {
        return sessions.getOrDefault(who, new Session.Idle());
    }

    /// How many people wait.
    public int waiting() {
        return lobby.size();
    }

    /// How many chats are running.
    public int running() {
        return pairs;
    }

    /// A person who waits or is in a chat, and can be reached for that reason.
    public Optional<Person> reach(Pseudonym who) {
        return switch (session(who)) {
            case Session.Idle _ -> Optional.empty();
            case Session.Waiting _ -> lobby.find(who);
            case Session.Paired paired ->
                    session(paired.partner().pseudonym()) instanceof Session.Paired back
                            ? Optional.of(back.partner())
                            : Optional.empty();
        };
    }

    /// The chat in which a message came to a person; nothing when it is not known any more.
    ///
    /// @param at the date of the message, in whole seconds
    public Optional<SessionId> during(Pseudonym who, Instant at) {
        if (session(who) instanceof Session.Paired paired
                && at.getEpochSecond() >= paired.since().getEpochSecond()) {
            return Optional.of(paired.id());
        }
        return past(who).reversed().stream()
                .filter(past -> !past.at().isBefore(at))
                .findFirst()
                .map(Past::session);
    }

    /// Everybody who is in a chat.
    public List<Person> talking() {
        return sessions.values().stream()
                .filter(Session.Paired.class::isInstance)
                .map(session -> ((Session.Paired) session).partner())
                .toList();
    }

    /// Draws a partner uniformly at random among those who wait and are compatible. People whom the
    /// seeker met lately are drawn only when there is nobody else.
    Optional<Person> draw(Person seeker, RandomGenerator random) {
        return lobby.pick(person -> rank(seeker.pseudonym(), person.pseudonym()), random);
    }

    /// The chats that a person was in lately, newest first.
    List<Past> past(Pseudonym who) {
        return pasts.getOrDefault(who, List.of());
    }

    boolean compatible(Pseudonym one, Pseudonym other) {
        return !one.equals(other) && !blocked(one, other) && !blocked(other, one);
    }

    /// Makes one change.
    ///
    /// @throws IllegalStateException when the change does not fit where the people stand; nothing
    ///   has changed then
    public void apply(Change change) {
        switch (change) {
            case Change.Waits(var who, var since, var front) -> enter(who, since, front);
            case Change.StopsWaiting(var who) -> leave(who);
            case Change.Paired paired -> pair(paired);
            case Change.Ended ended -> end(ended);
            case Change.RoomOpened opened -> open(opened);
            case Change.Blocked(var by, var whom, _) ->
                    blocks.computeIfAbsent(by, _ -> new HashSet<>()).add(whom);
            case Change.Reported report -> report(report);
            case Change.Forgotten(var who) -> forget(who);
            case Change.Consented _,
                    Change.Sanctioned _,
                    Change.Pardoned _,
                    Change.Judged _,
                    Change.Acted _,
                    Change.Tuned _ -> {}
        }
    }

    /// Forgets former chats that ended before this time.
    public void prune(Instant before) {
        pasts.replaceAll((_, past) -> past.stream().filter(p -> p.at().isAfter(before)).toList());
        pasts.values().removeIf(List::isEmpty);
    }

    /// Whether this person reported the partner of the running chat already.
    boolean hasReported(Pseudonym who, SessionId session) {
        return session.equals(reports.get(who));
    }

    private void report(Change.Reported report) {
        var who = report.reporter().pseudonym();
        if (session(who) instanceof Session.Paired p && p.id().equals(report.session())) {
            reports.put(who, report.session());
        } else {
            pasts.computeIfPresent(who, (_, past) -> marked(past, report.session()));
        }
    }

    /// Former partners can still say what they have to say about the last chats.
    private void forget(Pseudonym who) {
        require(session(who) instanceof Session.Idle);
        pasts.remove(who);
        blocks.remove(who);
        blocks.values().forEach(blocked -> blocked.remove(who));
        blocks.values().removeIf(Set::isEmpty);
    }

    private int rank(Pseudonym seeker, Pseudonym candidate) {
        if (!compatible(seeker, candidate)) {
            return Lobby.NO;
        }
        boolean met = past(seeker).stream().anyMatch(past -> past.partner().equals(candidate));
        return met ? Lobby.IF_NOBODY_ELSE : Lobby.YES;
    }

    private boolean blocked(Pseudonym by, Pseudonym whom) {
        return blocks.getOrDefault(by, Set.of()).contains(whom);
    }

    private void enter(Person who, Instant since, boolean front) {
        require(session(who.pseudonym()) instanceof Session.Idle);
        sessions.put(who.pseudonym(), new Session.Waiting(since));
        lobby.add(who, front);
    }

    private void leave(Pseudonym who) {
        require(session(who) instanceof Session.Waiting);
        sessions.remove(who);
        lobby.remove(who);
    }

    private void pair(Change.Paired paired) {
        var one = paired.one().pseudonym();
        var other = paired.other().pseudonym();
        require(compatible(one, other));
        require(!(session(one) instanceof Session.Paired));
        require(!(session(other) instanceof Session.Paired));
        lobby.remove(one);
        lobby.remove(other);
        sessions.put(one, joined(paired, paired.other()));
        sessions.put(other, joined(paired, paired.one()));
        pairs++;
    }

    private static Session joined(Change.Paired paired, Person partner) {
        return new Session.Paired(paired.session(), partner, paired.since(), Optional.empty());
    }

    /// Also takes the end of a chat that was never applied: that is how a database is replayed.
    private void end(Change.Ended ended) {
        var one = finish(ended.one(), ended);
        var other = finish(ended.other(), ended);
        require(one.isPresent() == other.isPresent());
        remember(ended.one(), ended, ended.other(), one);
        remember(ended.other(), ended, ended.one(), other);
        pairs -= one.isPresent() ? 1 : 0;
    }

    private Optional<Session.Paired> finish(Pseudonym who, Change.Ended ended) {
        if (session(who) instanceof Session.Paired paired && paired.id().equals(ended.session())) {
            sessions.remove(who);
            return Optional.of(paired);
        }
        return Optional.empty();
    }

    private void remember(
            Pseudonym who,
            Change.Ended ended,
            Pseudonym partner,
            Optional<Session.Paired> finished) {
        var past = new ArrayList<Past>(MEMORY);
        boolean reported = ended.session().equals(reports.remove(who));
        past.add(
                new Past(
                        ended.session(),
                        partner,
                        finished.map(Session.Paired::partner),
                        ended.began(),
                        ended.at(),
                        reported));
        past(who).stream().limit(MEMORY - 1L).forEach(past::add);
        pasts.put(who, List.copyOf(past));
    }

    private void open(Change.RoomOpened opened) {
        furnish(opened.one(), opened);
        furnish(opened.other(), opened);
    }

    private void furnish(Pseudonym who, Change.RoomOpened opened) {
        require(session(who) instanceof Session.Paired p && p.id().equals(opened.session()));
        var paired = (Session.Paired) session(who);
        var room = Optional.of(opened.room());
        sessions.put(who, new Session.Paired(paired.id(), paired.partner(), paired.since(), room));
    }

    private static List<Past> marked(List<Past> past, SessionId session) {
        return past.stream().map(p -> p.session().equals(session) ? marked(p) : p).toList();
    }

    private static Past marked(Past past) {
        return new Past(
                past.session(), past.partner(), past.reachable(), past.began(), past.at(), true);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("a change does not fit the state it is applied to");
        }
    }
}
