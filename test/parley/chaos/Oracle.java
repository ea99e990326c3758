package parley.chaos;

import parley.chaos.Event.Said;
import parley.chaos.Fate.Arrival;
import parley.chaos.Fate.Written;
import parley.chaos.Heard.Told;
import parley.chaos.View.Standing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a history and counts what happened in it. Knows nothing but what people wrote and saw,
/// when the bot was killed, and which answers of the server were lost.
///
/// A chat is known by the name that the buttons under its notices carry, so two people who were
/// told of the same name are partners. A message belongs to the chat that its sender had been told
/// of when it was written. One that was written between two chats may reach the partner of a chat
/// that its sender is told of later, or be refused, but never reach anybody from before.
final class Oracle {
    private final Tally tally = new Tally();
    private final Map<Integer, View> views = new HashMap<>();
    private final Map<String, Meeting> meetings = new LinkedHashMap<>();
    private final Map<Key, Fate> fates = new LinkedHashMap<>();
    private final Map<Long, List<Fate>> byMessage = new HashMap<>();
    private final Map<Key, Integer> losses = new HashMap<>();
    private final List<Event.Killed> kills = new ArrayList<>();
    private final Set<Event.Got> notices = new HashSet<>();
    private final Map<Integer, Integer> searches = new HashMap<>();
    private final Map<Integer, String> blocking = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    private record Block(int by, String session, long at) {}

    private Oracle() {}

    /// @param history in any order; what happened at the same time, in the order of the list
    static Tally judge(List<Event> history) {
        var oracle = new Oracle();
        history.stream().sorted(Comparator.comparingLong(Event::at)).forEach(oracle::take);
        oracle.conclude();
        return oracle.tally;
    }

    private void take(Event event) {
        switch (event) {
            case Said said -> write(said);
            case Event.Edited(var at, var key, var version) -> {
                tally.add(Count.EDITS);
                var edit = new Written(key.who(), at, view(key.who()).standing());
                fates.get(key).edits().put(version, edit);
            }
            case Event.Asked asked -> ask(asked);
            case Event.Got got -> get(got);
            case Event.Killed kill -> {
                kills.add(kill);
                tally.add(Count.KILLS);
            }
            case Event.AnswerLost(_, var key) -> losses.merge(key, 1, Integer::sum);
        }
    }

    private View view(int who) {
        return views.computeIfAbsent(who, _ -> new View());
    }

    private Meeting meeting(String session) {
        return meetings.computeIfAbsent(session, _ -> new Meeting());
    }

    private void write(Said said) {
        var view = view(said.key().who());
        var fate = Fate.of(said, view.standing());
        view.says(said.messageId());
        fates.put(said.key(), fate);
        byMessage.computeIfAbsent(said.messageId(), _ -> new ArrayList<>()).add(fate);
        // What is said about the first part is said about the whole album.
        said.album()
                .filter(first -> !first.equals(said.key()))
                .map(first -> fates.get(first).said().messageId())
                .ifPresent(first -> byMessage.get(first).add(fate));
    }

    private void ask(Event.Asked asked) {
        var view = view(asked.who());
        if (view.standing() instanceof Standing.Asked(var before)) {
            tally.add(Count.UNANSWERED, before.text() + " of " + asked.who());
        }
        if (asked.command().leaves() && view.standing() instanceof Standing.In(var session)) {
            meeting(session).leave(asked.who());
            if (asked.command() == Command.BLOCK) {
                blocking.put(asked.who(), session);
            }
        }
        if (asked.command().searches()) {
            searches.merge(asked.who(), 1, Integer::sum);
        }
        view.asks(asked.command());
    }

    private void get(Event.Got got) {
        switch (got.what()) {
            case Heard.Copy(var key, var mislinked) -> {
                if (mislinked) {
                    tally.add(Count.MISLINKED, key.text() + " at " + got.who());
                }
                arrive(got, key, 0);
            }
            case Heard.Changed(var key, var version) -> arrive(got, key, version);
            case Told told -> hear(got, told);
            case Heard.Noise() -> {}
        }
    }

    private void arrive(Event.Got got, Key key, int version) {
        var fate = fates.get(key);
        if (fate == null) {
            tally.add(Count.WRONG_PERSON, key.text() + " at " + got.who() + ": nobody wrote it");
            return;
        }
        var standing = view(got.who()).standing();
        var arrival = new Arrival(got.who(), got.at(), standing, version);
        (version == 0 ? fate.arrivals() : fate.changes()).add(arrival);
    }

    private void hear(Event.Got got, Told told) {
        int who = got.who();
        boolean named = !told.session().isEmpty();
        if ((named || told.about() != 0) && !notices.add(new Event.Got(0, who, told))) {
            tally.add(Count.NOTICE_AGAIN);
        }
        if (told.topic() == Topic.MATCHED) {
            match(who, told.session());
        }
        if (named) {
            meeting(told.session()).tell(who, got.at());
            if (told.topic() == Topic.MATCHED || told.topic() == Topic.ALREADY_IN_CHAT) {
                meeting(told.session()).greet(who);
            }
        }
        if (told.topic() == Topic.PARTNER_LEFT && !meeting(told.session()).isLeftByOther(who)) {
            meeting(told.session()).vanish(who + " was told that the other left");
        }
        if (told.topic() == Topic.BLOCKED && blocking.containsKey(who)) {
            blocks.add(new Block(who, blocking.remove(who), got.at()));
        }
        if (told.topic().isRefusal()) {
            byMessage
                    .getOrDefault(told.about(), List.of())
                    .forEach(fate -> refuse(fate, told, got));
        }
        view(who).hears(told);
    }

    /// One search brings one chat.
    private void match(int who, String session) {
        if (meeting(session).told().contains(who)) {
            return;
        }
        int asked = searches.getOrDefault(who, 0);
        if (asked == 0) {
            tally.add(Count.UNASKED, who + " was told of " + session);
        }
        searches.put(who, Math.max(0, asked - 1));
    }

    private void refuse(Fate fate, Told told, Event.Got got) {
        boolean first = fate.refusals().isEmpty();
        fate.refusals().add(got.at());
        if (!first || !told.topic().isNoChat()) {
            return;
        }
        var then = fate.written().standing();
        if (then instanceof Standing.In(var session) && !meeting(session).isLeft()) {
            meeting(session).vanish(fate.name() + " was refused: " + told.topic().first());
        }
        if (then instanceof Standing.Waiting
                && view(got.who()).standing().equals(then)
                && told.topic() == Topic.NOT_SENT_NO_CHAT) {
            tally.add(Count.NOT_KEPT, fate.name() + " was written during a search, but refused");
        }
    }

    private void conclude() {
        views.forEach(
                (who, view) -> {
                    if (view.standing() instanceof Standing.Asked(var command)) {
                        tally.add(Count.UNANSWERED, command.text() + " of " + who);
                    }
                });
        meetings.forEach(this::conclude);
        blocks.forEach(this::conclude);
        new Verdicts(meetings, kills, losses, tally).judge(List.copyOf(fates.values()));
    }

    private void conclude(String session, Meeting meeting) {
        tally.add(Count.CHATS);
        var told = meeting.told().size();
        if (told > 2) {
            tally.add(Count.WRONG_PERSON, session + " has " + told + " people");
        }
        if (meeting.greeted().size() < 2) {
            tally.add(Count.NOT_TOLD, session + ": only " + meeting.greeted() + " was told");
        }
        meeting.vanished()
                .ifPresent(
                        how ->
                                tally.add(
                                        told < 2 ? Count.NOT_KEPT : Count.CHATS_LOST,
                                        session + " of " + meeting.told() + ": " + how));
    }

    private void conclude(Block block) {
        var people = meeting(block.session()).told();
        meetings.forEach(
                (session, later) -> {
                    boolean same = later.told().equals(people) && people.size() == 2;
                    if (same && people.stream().allMatch(who -> later.toldAt(who) > block.at())) {
                        tally.add(Count.MET_AGAIN, people + " in " + session);
                    }
                });
    }
}
