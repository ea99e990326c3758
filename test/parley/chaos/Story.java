package parley.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A history that is told step by step, each a second after the one before. The number of a message
/// is its message id, too.
final class Story {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final List<Event> events = new ArrayList<>();
    private long now;

    Tally judge() {
        return Oracle.judge(events);
    }

    /// Two people search and are told of each other.
    Story meet(String session, int one, int other) {
        asks(one, Command.FIND).told(one, Topic.SEARCHING, "").asks(other, Command.FIND);
        return told(other, Topic.MATCHED, session).told(one, Topic.MATCHED, session);
    }

    Story asks(int who, Command command) {
        return add(new Event.Asked(next(), who, command));
    }

    Story says(int who, int number) {
        return add(new Event.Said(next(), new Key(who, number), number, Optional.empty()));
    }

    Story part(int who, int number, int first) {
        var album = Optional.of(new Key(who, first));
        return add(new Event.Said(next(), new Key(who, number), number, album));
    }

    Story edits(int who, int number, int version) {
        return add(new Event.Edited(next(), new Key(who, number), version));
    }

    Story copy(int to, int who, int number) {
        return gets(to, new Heard.Copy(new Key(who, number), false));
    }

    /// So many milliseconds after the last step.
    Story copyAfter(int millis, int to, int who, int number) {
        long at = now + Duration.ofMillis(millis).toNanos();
        return add(new Event.Got(at, to, new Heard.Copy(new Key(who, number), false)));
    }

    Story changed(int to, int who, int number, int version) {
        return gets(to, new Heard.Changed(new Key(who, number), version));
    }

    Story told(int who, Topic topic, String session) {
        return gets(who, new Heard.Told(topic, session, 0));
    }

    Story refused(int who, Topic topic, int message) {
        return gets(who, new Heard.Told(topic, "", message));
    }

    Story killed() {
        next();
        return killedAfter(0);
    }

    /// So many milliseconds after the last step.
    Story killedAfter(int millis) {
        long at = now + Duration.ofMillis(millis).toNanos();
        return add(new Event.Killed(at, at + SECOND / 2));
    }

    Story answerLost(int who, int number) {
        return add(new Event.AnswerLost(0, new Key(who, number)));
    }

    private Story gets(int who, Heard what) {
        return add(new Event.Got(next(), who, what));
    }

    private Story add(Event event) {
        events.add(event);
        return this;
    }

    private long next() {
        now += SECOND;
        return now;
    }
}
