package parley.chat;

import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Erased;
import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Plays one random sequence of events and checks the invariants after each.
final class Play {
    /// What happens next, in terms that keep their meaning when other steps are left out: sessions
    /// are named by their place among those begun so far.
    ///
    /// @param salt decides everything random about this step
    record Step(int who, Act act, long salt) {
        static Step random(int people, RandomGenerator random) {
            var act = Act.values()[random.nextInt(Act.values().length)];
            return new Step(random.nextInt(people), act, random.nextLong());
        }
    }

    /// Searching is there more than once, so that there is company.
    enum Act {
        FIND,
        FIND_MORE,
        NEXT,
        END,
        BLOCK,
        REPORT,
        VIDEO,
        QUESTION,
        SAY,
        SAY_LATE,
        REVISE,
        REVISE_LATE,
        UNSEND,
        FORGET,
        BE_ERASED,
        BE_GONE,
        BE_GONE_UNTOLD
    }

    private static final int REPLAY_EVERY = 40;

    private final int people;
    private final Chats chats = new Chats();
    private final Invariants invariants;
    private final List<Change> history = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(1_700_000_000);

    Play(int people) {
        this.people = people;
        this.invariants = new Invariants(chats, people);
    }

    /// @throws AssertionError when an invariant is broken
    void all(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            play(steps.get(i));
            if (i % REPLAY_EVERY == 0 || i == steps.size() - 1) {
                invariants.checkReplay(history);
            }
        }
    }

    private void play(Step step) {
        var random = new SplittableRandom(step.salt());
        now = now.plusSeconds(random.nextInt(3));
        var event = event(step, random);
        long seed = random.nextLong();
        var before = chats.session(event.from().pseudonym());
        var decision = decide(event, seed);
        Invariants.hold(decision.equals(decide(event, seed)), "decides the same again");
        decision.changes().forEach(chats::apply);
        history.addAll(decision.changes());
        invariants.check(event, before, decision);
    }

    private Decision decide(ChatEvent event, long seed) {
        return new Rules(new SplittableRandom(seed)).decide(chats, event);
    }

    private ChatEvent event(Step step, RandomGenerator random) {
        var who = Scene.person(step.who() % people);
        return switch (step.act()) {
            case FIND, FIND_MORE -> new Asked(who, now, Verb.FIND, Optional.empty());
            case NEXT -> new Asked(who, now, Verb.NEXT, about(who, random));
            case END -> new Asked(who, now, Verb.END, about(who, random));
            case BLOCK -> new Asked(who, now, Verb.BLOCK, about(who, random));
            case REPORT ->
                    new Asked(
                            who, now, Verb.REPORT, about(who, random), Optional.of(reason(random)));
            case VIDEO -> new Asked(who, now, Verb.VIDEO, about(who, random));
            case QUESTION -> new Asked(who, now, question(random), about(who, random));
            case SAY -> new Said(who, now);
            case SAY_LATE -> new Said(who, now.minusSeconds(random.nextInt(20)));
            case REVISE -> new Revised(who, now);
            case REVISE_LATE -> new Revised(who, now.minusSeconds(random.nextInt(20)));
            case UNSEND -> new Asked(who, now, Verb.UNSEND, about(who, random));
            case FORGET ->
                    new Asked(who, now, Verb.FORGET, Optional.empty(), Optional.of(answer(random)));
            case BE_ERASED -> new Erased(who, now);
            case BE_GONE -> new Gone(who, now, Optional.empty());
            case BE_GONE_UNTOLD -> new Gone(who, now, about(who, random));
        };
    }

    private static String answer(RandomGenerator random) {
        return random.nextBoolean() ? Rules.YES : "no";
    }

    private static String reason(RandomGenerator random) {
        var reasons = List.of("spam", "stayminor", "stay", "", "nonsense");
        return reasons.get(random.nextInt(reasons.size()));
    }

    private static Verb question(RandomGenerator random) {
        var verbs =
                List.of(
                        Verb.START,
                        Verb.HELP,
                        Verb.PRIVACY,
                        Verb.UNKNOWN,
                        Verb.CANCEL,
                        Verb.MYDATA,
                        Verb.FORGET);
        return verbs.get(random.nextInt(verbs.size()));
    }

    /// No session, the running one, any of those begun so far, or one that never was.
    private Optional<SessionId> about(Person who, RandomGenerator random) {
        var begun = invariants.sessions();
        int choice = random.nextInt(5);
        if (choice < 2) {
            return Optional.empty();
        }
        if (choice == 2 && chats.session(who.pseudonym()) instanceof Session.Paired paired) {
            return Optional.of(paired.id());
        }
        return Optional.of(
                choice == 3 && !begun.isEmpty()
                        ? begun.get(random.nextInt(begun.size()))
                        : new SessionId(random.nextLong()));
    }
}
