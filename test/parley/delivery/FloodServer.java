package parley.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/// Telegram's limits, as far as anybody knows them: one over all chats, and one for each chat.
/// Times are in nanoseconds.
final class FloodServer {
    static final long SECOND = 1_000_000_000L;
    private static final int LONG = 5;

    /// How Telegram may be counting over all chats; nobody knows.
    enum Kind {
        BUCKET,
        SLIDING,
        FIXED
    }

    /// A limit that says how long it will be until it takes one more.
    private interface Limit {
        /// 0 when one more is taken now.
        long delay(long now);

        void take(long now);
    }

    private Limit all;
    private final Bucket[] chats;
    private final double longer;
    private final RandomGenerator random;
    private long taken;
    private long refused;

    /// @param retryAfter in seconds; 0 when the request was taken
    /// @param overAll whether it was the limit over all chats
    record Answer(int retryAfter, boolean overAll) {
        private static final Answer TAKEN = new Answer(0, false);
    }

    /// Each chat may be sent one message a second, and three to five at once.
    ///
    /// @param perSecond how many requests it takes over all
    /// @param longer the share of refusals that ask for five seconds instead of as few as will do
    FloodServer(Kind kind, int perSecond, int chatCount, double longer, RandomGenerator random) {
        this.all =
                switch (kind) {
                    case BUCKET -> new Bucket(perSecond, perSecond);
                    case SLIDING -> new Sliding(perSecond);
                    case FIXED -> new Fixed(perSecond);
                };
        this.longer = longer;
        this.random = random;
        chats = new Bucket[chatCount];
        for (int i = 0; i < chats.length; i++) {
            chats[i] = new Bucket(1, random.nextInt(3, 6));
        }
    }

    Answer answer(int chat, long now) {
        long overAll = all.delay(now);
        long wait = Math.max(overAll, chats[chat].delay(now));
        if (wait == 0) {
            all.take(now);
            chats[chat].take(now);
            taken++;
            return Answer.TAKEN;
        }
        refused++;
        int seconds = (int) ((wait + SECOND - 1) / SECOND);
        boolean isLong = random.nextDouble() < longer;
        return new Answer(isLong ? Math.max(LONG, seconds) : seconds, overAll > 0);
    }

    /// From now on there is no limit over all chats.
    void takeAll() {
        all = new Sliding(Integer.MAX_VALUE);
    }

    /// Takes nothing before that time, and everything from then on.
    void takeNothingBefore(long time) {
        all =
                new Limit() {
                    @Override
                    public long delay(long now) {
                        return Math.max(0, time - now);
                    }

                    @Override
                    public void take(long now) {}
                };
    }

    long taken() {
        return taken;
    }

    long refused() {
        return refused;
    }

    private static final class Bucket implements Limit {
        private final double perSecond;
        private final double size;
        private double tokens;
        private long filledAt;

        Bucket(double perSecond, double size) {
            this.perSecond = perSecond;
            this.size = size;
            this.tokens = size;
        }

        @Override
        public long delay(long now) {
            tokens = Math.min(size, tokens + perSecond * (now - filledAt) / SECOND);
            filledAt = now;
            return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perSecond * SECOND);
        }

        @Override
        public void take(long now) {
            tokens--;
        }
    }

    private static final class Sliding implements Limit {
        private final int most;
        private final Deque<Long> times = new ArrayDeque<>();

        Sliding(int most) {
            this.most = most;
        }

        @Override
        public long delay(long now) {
            while (!times.isEmpty() && times.peek() <= now - SECOND) {
                times.remove();
            }
            return times.size() < most ? 0 : times.peek() + SECOND - now;
        }

        @Override
        public void take(long now) {
            times.add(now);
        }
    }

    private static final class Fixed implements Limit {
        private final int most;
        private long window;
        private int count;

        Fixed(int most) {
            this.most = most;
        }

        @Override
        public long delay(long now) {
            if (now / SECOND != window) {
                window = now / SECOND;
                count = 0;
            }
            return count < most ? 0 : (window + 1) * SECOND - now;
        }

        @Override
        public void take(long now) {
            count++;
        }
    }
}
