package parley.sqlite.power;

import parley.chat.Change;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.chat.UserId;
import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.privacy.SecretException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What happens in a small town, drawn from a seed: people come, wait, are paired and part, each by
/// an update of their own. The process that writes and the test that reads tell the same story.
final class Script {
    static final Keys KEYS = keys();
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private long numbers;

    private Script(long seed) {
        random = new Random(seed);
    }

    static List<Step> of(long seed, int rounds) {
        var script = new Script(seed);
        for (long round = 1; round <= rounds; round++) {
            script.round(round);
        }
        return List.copyOf(script.steps);
    }

    private void round(long round) {
        var one = person(2 * round);
        var other = person(2 * round + 1);
        long comes = numbers + 1;
        long meets = numbers + 2;
        int more = random.nextInt(1, 4);
        steps.add(new Step.Append(comes, 2 + more));
        save(comes, "you wait", new Change.Waits(one, NOW, random.nextBoolean()));
        save(meets, "you met", new Change.Paired(new SessionId(round), one, other, NOW));
        if (round % 2 == 0) {
            save(meets + 1, "", ended(round - 1));
        }
        numbers += 2 + more;
        if (random.nextBoolean()) {
            steps.add(new Step.End(comes));
            steps.add(new Step.End(meets));
        }
    }

    private void save(long number, String rest, Change change) {
        steps.add(new Step.Save(List.of(change), number, rest));
    }

    private static Change ended(long round) {
        var one = person(2 * round).pseudonym();
        var other = person(2 * round + 1).pseudonym();
        return new Change.Ended(new SessionId(round), one, other, NOW, NOW);
    }

    private static Person person(long id) {
        return new Person(new UserId(id), KEYS.pseudonyms().of(id, Pseudonym::new), "en");
    }

    private static Keys keys() {
        try {
            return Keys.of(Secret.of("a secret for the tests"));
        } catch (SecretException e) {
            throw new AssertionError(e);
        }
    }
}
