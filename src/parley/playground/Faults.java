package parley.playground;

import parley.playground.schema.Refusal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// What goes wrong on purpose: rules for the next calls of a method, to a chat, or of anything.
///
/// `faults.on("sendMessage").chat(7).times(2).floods(Duration.ofSeconds(1))`. The rule that was
/// made first is used up first; delays add to whatever else happens. Long-lived mischief has a
/// large number of times.
public final class Faults {
    private static final int LOSSES_KEPT = 20_000;

    private final List<Rule> rules = new ArrayList<>();
    private final Deque<Playground.Call> losses = new ArrayDeque<>();
    private Random random = new Random(1);

    Faults() {}

    /// What can go wrong when a call has been served already.
    public enum Afterwards {
        /// The connection ends without an answer.
        RESET,
        /// In place of the answer comes the page of a proxy that did not get it in time.
        TIMEOUT,
        /// The answer comes. A moment later the connection ends, on which the bot may have begun
        /// its next call; such a call does nothing.
        CLOSE
    }

    /// What is done to one call.
    sealed interface Fault {
        /// The call does nothing and gets this answer.
        record Answers(int status, String type, String body, Optional<Duration> retryAfter)
                implements Fault {
            Answers with(String other) {
                return new Answers(status, type, other, retryAfter);
            }
        }

        /// The connection ends, and the call has done nothing.
        record ResetBefore() implements Fault {}

        /// The connection ends without an answer, but the call has been served.
        record ResetAfter() implements Fault {}

        /// The call is served; half of the answer arrives.
        record Truncates() implements Fault {}

        /// The call is served; another answer arrives.
        record Hides(Answers instead) implements Fault {}

        /// The call is served and answered; then the connection ends.
        record ClosesAfter() implements Fault {}

        /// The call is served at once and answered late.
        record Slow(Duration delay) implements Fault {}

        /// Whether the call is served but the bot cannot know it.
        default boolean losesAnswer() {
            return this instanceof ResetAfter || this instanceof Truncates || this instanceof Hides;
        }
    }

    /// A rule for one method.
    ///
    /// @param method its name as in the documentation
    public Rule on(String method) {
        return new Rule(method);
    }

    /// A rule for every method.
    public Rule onEverything() {
        return new Rule(null);
    }

    /// Makes what happens by chance the same each time; without it the seed is 1.
    public void seed(long seed) {
        synchronized (rules) {
            random = new Random(seed);
        }
    }

    /// From now on everything works.
    public void clear() {
        synchronized (rules) {
            rules.clear();
        }
    }

    /// The newest 20,000 calls that were served although the bot did not get the whole answer: only
    /// these may be made again.
    public List<Playground.Call> losses() {
        synchronized (rules) {
            return List.copyOf(losses);
        }
    }

    void lost(Playground.Call call) {
        synchronized (rules) {
            if (losses.size() == LOSSES_KEPT) {
                losses.removeFirst();
            }
            losses.addLast(call);
        }
    }

    /// Uses up the rules that apply to a call: every delay, and at most one other.
    List<Fault> next(String method, Object chat) {
        synchronized (rules) {
            var found = new ArrayList<Fault>();
            boolean other = false;
            for (Rule rule : List.copyOf(rules)) {
                boolean slow = rule.fault instanceof Fault.Slow;
                if ((slow || !other) && rule.strikes(method, chat)) {
                    found.add(rule.fault);
                    other |= !slow;
                }
            }
            return found;
        }
    }

    /// Which calls, how many of them, and what happens to them. The last method arms the rule.
    public final class Rule {
        private final String method;
        private Long chat;
        private int left = 1;
        private double chance = 1;
        private Fault fault;

        private Rule(String method) {
            this.method = method;
        }

        /// Only calls with this `chat_id`.
        public Rule chat(long id) {
            chat = id;
            return this;
        }

        /// At most so many calls; without it, one.
        public Rule times(int count) {
            left = count;
            return this;
        }

        /// Each call with this probability, from 0 to 1.
        public Rule chance(double probability) {
            chance = probability;
            return this;
        }

        /// 429, in whole seconds.
        public void floods(Duration retryAfter) {
            long seconds = retryAfter.toSeconds();
            String problem = "Too Many Requests: retry after " + seconds;
            String body = Refusal.json(429, problem, Map.of("retry_after", seconds));
            arm(new Fault.Answers(429, "application/json", body, Optional.of(retryAfter)));
        }

        /// A refusal.
        ///
        /// @param description with its prefix: `Forbidden: user is deactivated`
        public void fails(int status, String description) {
            String body = Refusal.json(status, description, Map.of());
            arm(new Fault.Answers(status, "application/json", body, Optional.empty()));
        }

        /// The page of a proxy that cannot reach the server.
        public void badGateway() {
            arm(page(502, "Bad Gateway"));
        }

        /// No answer, and nothing done.
        public void resetsBefore() {
            arm(new Fault.ResetBefore());
        }

        /// It is done, and then this goes wrong.
        public void thenFails(Afterwards how) {
            arm(
                    switch (how) {
                        case RESET -> new Fault.ResetAfter();
                        case TIMEOUT -> new Fault.Hides(page(504, "Gateway Time-out"));
                        case CLOSE -> new Fault.ClosesAfter();
                    });
        }

        /// Half an answer, although it was done.
        public void truncates() {
            arm(new Fault.Truncates());
        }

        /// Done at once, answered only after this delay.
        public void slow(Duration delay) {
            arm(new Fault.Slow(delay));
        }

        private static Fault.Answers page(int status, String title) {
            var body =
                    "<html><head><title>%d %s</title></head><body></body></html>"
                            .formatted(status, title);
            return new Fault.Answers(status, "text/html", body, Optional.empty());
        }

        private void arm(Fault armed) {
            synchronized (rules) {
                fault = armed;
                rules.add(this);
            }
        }

        private boolean strikes(String called, Object to) {
            boolean meant =
                    (method == null || method.equals(called)) && (chat == null || chat.equals(to));
            if (!meant || left < 1 || random.nextDouble() >= chance) {
                return false;
            }
            left--;
            if (left <= 0) {
                rules.remove(this);
            }
            return true;
        }
    }
}
