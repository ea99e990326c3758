package parley.delivery;

import static parley.delivery.FloodServer.SECOND;

import parley.chat.UserId;
import parley.delivery.Transport.Outcome;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;

/// The lanes of a courier, a budget and a server, event by event in virtual time. The same seed
/// always gives the same. Times are in nanoseconds.
///
/// A request takes 20 to 25 ms to the server and as long back, so that requests arrive closer
/// together or further apart than they left.
final class FloodSimulation {
    private static final long WAY = 20_000_000;
    private static final long JITTER = 5_000_000;
    private static final int SHIFT = 32;
    private static final Outcome DELIVERED = new Outcome.Delivered(List.of());

    private final Budget budget;
    private final SplittableRandom random;
    private final FloodServer server;
    private final Lane[] lanes;
    private final FloodReferee referee;
    private final Agenda agenda = new Agenda();
    private final List<Load> loads = new ArrayList<>();
    private final Map<Long, Lane> waiting = new HashMap<>();
    private long now;
    private long looksAt = Long.MAX_VALUE;

    private enum Step {
        POST,
        ARRIVE,
        HEAR,
        RETRY,
        LOOK
    }

    private static final Step[] STEPS = Step.values();

    private record Load(int from, int to, double perSecond) {}

    /// One chat with what waits for it, by the time when it was posted.
    private static final class Lane {
        private final int chat;
        private final UserId id;
        private final Queue<Long> posted = new ArrayDeque<>(2);
        private final List<Long> delays = new ArrayList<>(0);
        private FloodServer.Answer answer;

        private Lane(int chat) {
            this.chat = chat;
            id = new UserId(1_000_000L + 17L * chat);
        }
    }

    FloodSimulation(FloodServer server, int chats, long seed) {
        this.server = server;
        random = new SplittableRandom(seed);
        budget = new Budget(0, () -> now, (_, _) -> {});
        referee = new FloodReferee(chats);
        lanes = new Lane[chats];
        Arrays.setAll(lanes, Lane::new);
    }

    /// From now on there are messages at random moments to these chats.
    ///
    /// @param to the first that gets none
    FloodSimulation load(int from, int to, double perSecond) {
        loads.add(new Load(from, to, perSecond));
        plan(gap(perSecond), Step.POST, loads.size() - 1);
        return this;
    }

    FloodSimulation run(int seconds) {
        long end = now + seconds * SECOND;
        while (agenda.time() <= end) {
            now = agenda.time();
            long what = agenda.remove();
            step(STEPS[(int) (what >> SHIFT)], (int) what);
            pump();
        }
        now = end;
        return this;
    }

    private void plan(long in, Step step, int number) {
        agenda.add(now + in, (long) step.ordinal() << SHIFT | number);
    }

    private void step(Step step, int number) {
        switch (step) {
            case POST -> {
                var load = loads.get(number);
                post(lanes[random.nextInt(load.from(), load.to())]);
                plan(gap(load.perSecond()), Step.POST, number);
            }
            case ARRIVE -> {
                lanes[number].answer = server.answer(number, now);
                plan(way(), Step.HEAR, number);
            }
            case HEAR -> hear(lanes[number], lanes[number].answer);
            case RETRY -> attempt(lanes[number]);
            case LOOK -> {}
        }
    }

    private void post(Lane lane) {
        lane.posted.add(now);
        if (lane.posted.size() == 1) {
            attempt(lane);
        }
    }

    private void attempt(Lane lane) {
        if (budget.isOpen()) {
            send(lane);
            return;
        }
        var turn = budget.join(false);
        if (budget.pause(turn) == 0) {
            budget.pass(turn, false);
            send(lane);
        } else {
            waiting.put(turn.number(), lane);
        }
    }

    /// Lets go whoever may, and sees to it that somebody looks again when the next one may.
    private void pump() {
        for (var next = budget.next(); next.isPresent(); next = budget.next()) {
            long pause = budget.pause(next.get());
            if (pause > 0) {
                if (now >= looksAt || now + pause < looksAt) {
                    looksAt = now + pause;
                    plan(pause, Step.LOOK, 0);
                }
                return;
            }
            budget.pass(next.get(), true);
            send(waiting.remove(next.get().number()));
        }
    }

    private void send(Lane lane) {
        budget.leaves(lane.id);
        referee.sent(lane.chat, now);
        plan(way(), Step.ARRIVE, lane.chat);
    }

    private void hear(Lane lane, FloodServer.Answer answer) {
        if (answer.retryAfter() == 0) {
            budget.heard(lane.id, DELIVERED);
            lane.delays.add(now - lane.posted.remove());
            if (!lane.posted.isEmpty()) {
                attempt(lane);
            }
            return;
        }
        referee.refused(lane.chat, answer, now);
        var pause = Duration.ofSeconds(answer.retryAfter());
        budget.heard(lane.id, new Outcome.Wait(pause));
        plan(pause.plus(Courier.MARGIN).toNanos(), Step.RETRY, lane.chat);
    }

    private long gap(double perSecond) {
        return (long) (-Math.log(1 - random.nextDouble()) / perSecond * SECOND);
    }

    private long way() {
        return WAY + random.nextLong(JITTER + 1);
    }

    /// How many requests left although they were not to.
    int tooEarly() {
        return referee.tooEarly();
    }

    Budget.Figures figures() {
        return budget.figures();
    }

    /// What 99 % of the delays of messages to these chats do not exceed, in milliseconds.
    ///
    /// @param to the first that is left out
    double slow(int from, int to) {
        var delays =
                Arrays.stream(lanes, from, to)
                        .flatMap(lane -> lane.delays.stream())
                        .mapToLong(delay -> delay)
                        .sorted()
                        .toArray();
        return delays[(int) (delays.length * 0.99)] / 1e6;
    }
}
