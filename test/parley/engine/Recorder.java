package parley.engine;

import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An outbox that keeps what it is given. It delivers at once, unless it is told to hold
/// everything.
final class Recorder implements Outbox {
    /// Something to be sent.
    record Posted(Effect effect, Incoming cause, long ticket, Runnable done) {}

    /// An answer to the press of a button; with words if they are shown for a moment.
    record Answer(String callback, Optional<Notice> words) {}

    private final List<Posted> posts = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> turns = new ArrayList<>();
    private final Set<Pseudonym> full = new HashSet<>();
    private boolean holding;
    private boolean broken;

    /// Delivers nothing from now on.
    synchronized void hold() {
        holding = true;
    }

    /// Has no room for more to this person.
    synchronized void fill(Person recipient) {
        full.add(recipient.pseudonym());
    }

    /// Has room again.
    synchronized void empty(Person recipient) {
        full.remove(recipient.pseudonym());
    }

    /// Makes the next attempt to post fail.
    synchronized void breakOnce() {
        broken = true;
    }

    /// What was posted since the last time.
    synchronized List<Posted> take() {
        var taken = List.copyOf(posts);
        posts.clear();
        return taken;
    }

    /// What was answered since the last time.
    synchronized List<Answer> takeAnswers() {
        var taken = List.copyOf(answers);
        answers.clear();
        return taken;
    }

    /// Which chats began and ended, and what was posted in between, since the last time.
    synchronized List<String> takeTurns() {
        var taken = List.copyOf(turns);
        turns.clear();
        return taken;
    }

    @Override
    public synchronized void begins(SessionId session) {
        turns.add("begins " + session);
    }

    @Override
    public synchronized void ends(SessionId session) {
        turns.add("ends " + session);
    }

    @Override
    public synchronized boolean isFull(Person recipient) {
        return full.contains(recipient.pseudonym());
    }

    @Override
    public synchronized void post(Effect effect, Incoming cause, long ticket, Runnable done) {
        if (broken) {
            broken = false;
            throw new IllegalStateException("a bug");
        }
        posts.add(new Posted(effect, cause, ticket, done));
        turns.add("post");
        if (!holding) {
            done.run();
        }
    }

    @Override
    public synchronized void answer(String callback) {
        answers.add(new Answer(callback, Optional.empty()));
    }

    @Override
    public synchronized void answer(String callback, Person presser, Notice notice) {
        answers.add(new Answer(callback, Optional.of(notice)));
    }
}
