package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.delivery.FloodServer.Kind;

import java.util.SplittableRandom;

/// What is reached with limits like Telegram's, of which the bot is told nothing but refusals. In
/// virtual time: five minutes each.
class FloodTest {
    private static final int SECONDS = 300;
    private static final int SMALL = 30;
    private static final int BIG = 1000;

    /// For each request a second that is allowed over all.
    private static final int CHATS = 20;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nearlyAllThatASmallLimitAllowsIsUsed(Kind kind) {
        for (long seed = 0; seed < 5; seed++) {
            for (double load : new double[] {1.1, 2, 6}) {
                assertNearlyAllIsUsed(kind, SMALL, load, seed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nearlyAllThatABigLimitAllowsIsUsed(Kind kind) {
        assertNearlyAllIsUsed(kind, BIG, 1.1, 1);
    }

    private static void assertNearlyAllIsUsed(Kind kind, int limit, double load, long seed) {
        int chats = limit * CHATS;
        var server = server(kind, limit, 0, seed);

        var run = new FloodSimulation(server, chats, seed).load(0, chats, limit * load);
        run.run(SECONDS);

        long allowed = (long) limit * SECONDS;
        var what = "%s, load %.1f, seed %d: ".formatted(kind, load, seed);
        assertTrue(server.taken() >= allowed * 0.98, () -> what + server.taken() + " taken");
        assertTrue(server.taken() <= allowed + limit, () -> what + "the server is wrong");
        assertTrue(run.figures().freezes() <= 8, () -> what + run.figures());
        assertEquals(0, run.tooEarly(), what);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLongerWaitIsKeptToTheEnd(Kind kind) {
        for (long seed = 0; seed < 5; seed++) {
            int chats = SMALL * CHATS;
            var server = server(kind, SMALL, 0.2, seed);

            var run = new FloodSimulation(server, chats, seed).load(0, chats, SMALL * 2.0);
            run.run(SECONDS);

            assertEquals(0, run.tooEarly());
            assertTrue(server.refused() > 0);
            assertTrue(server.taken() >= 0.92 * SMALL * SECONDS, () -> server.taken() + " taken");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFloodedChatDelaysNoOther(Kind kind) {
        var calm = new FloodSimulation(server(kind, SMALL, 0, 1), 200, 1).load(1, 200, 8);
        var flooded = new FloodSimulation(server(kind, SMALL, 0.2, 1), 200, 1);
        flooded.load(1, 200, 8).load(0, 1, 20);

        calm.run(SECONDS);
        flooded.run(SECONDS);

        assertTrue(flooded.figures().refused() > 50, "the chat was not flooded");
        assertEquals(0, flooded.figures().freezes());
        assertEquals(0, flooded.tooEarly());
        double more = flooded.slow(1, 200) - calm.slow(1, 200);
        assertTrue(more < 50, () -> more + " ms more");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void manyFloodedChatsAreNotTakenForALimitOverAll(Kind kind) {
        var calm = new FloodSimulation(server(kind, BIG, 0, 1), 500, 1).load(20, 500, 40);
        var flooded = new FloodSimulation(server(kind, BIG, 0.2, 1), 500, 1);
        flooded.load(20, 500, 40).load(0, 20, 100);

        calm.run(SECONDS);
        flooded.run(SECONDS);

        assertTrue(flooded.figures().refused() > 1000, "the chats were not flooded");
        assertEquals(0, flooded.figures().freezes());
        assertEquals(0, flooded.tooEarly());
        double more = flooded.slow(20, 500) - calm.slow(20, 500);
        assertTrue(more < 50, () -> more + " ms more");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void belowTheLimitNobodyWaits(Kind kind) {
        var server = server(kind, SMALL, 0, 1);

        var run = new FloodSimulation(server, 600, 1).load(0, 600, SMALL * 0.4).run(SECONDS);

        assertEquals(0, run.figures().freezes());
        assertEquals(Double.POSITIVE_INFINITY, run.figures().perSecond());
        assertTrue(run.slow(0, 600) < 51, "somebody waited");
    }

    @Test
    void aLimitThatIsGoneIsForgotten() {
        var server = server(Kind.BUCKET, SMALL, 0, 1);
        var run = new FloodSimulation(server, 600, 1).load(0, 600, 60).run(60);
        assertTrue(run.figures().perSecond() < 50, "no limit was found");

        server.takeAll();
        run.run(600);

        assertEquals(Double.POSITIVE_INFINITY, run.figures().perSecond());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 2000})
    void aSecondInWhichEverythingIsRefusedDelaysNobodyForLong(int chats) {
        var calm = new FloodSimulation(server(Kind.SLIDING, BIG, 0, 1), chats, 1);
        calm.load(0, chats, 150).run(180);
        var server = server(Kind.SLIDING, BIG, 0, 1);
        var run = new FloodSimulation(server, chats, 1).load(0, chats, 150).run(120);
        long before = server.taken();

        server.takeNothingBefore(121 * FloodServer.SECOND);
        run.run(60);

        assertEquals(1, run.figures().freezes());
        double more = run.slow(0, chats) - calm.slow(0, chats);
        assertTrue(more < 5_000, () -> more + " ms more");
        assertTrue(server.taken() - before > 58 * 150, () -> server.taken() - before + " taken");
    }

    private static FloodServer server(Kind kind, int limit, double longer, long seed) {
        return new FloodServer(
                kind, limit, limit * CHATS, longer, new SplittableRandom(seed + 100));
    }
}
