package parley.delivery;

import static parley.delivery.FloodServer.SECOND;

/// Watches whether what the server says is kept, with a count of its own. Times are in nanoseconds.
final class FloodReferee {
    private final long[] notBefore;
    private final long[] empty;
    private int lastChat = -1;
    private long lastAt = -2 * SECOND;
    private long atOnce;
    private long everybody;
    private int tooEarly;

    FloodReferee(int chats) {
        notBefore = new long[chats];
        empty = new long[chats];
    }

    void sent(int chat, long now) {
        if (now < notBefore[chat] || now < everybody) {
            tooEarly++;
        }
        empty[chat] = Math.max(empty[chat], now) + SECOND;
    }

    /// Several chats at once that are refused because of all together, and none of which was sent
    /// more than about one message a second, have to be taken for everybody.
    void refused(int chat, FloodServer.Answer answer, long now) {
        long until = now + answer.retryAfter() * SECOND;
        notBefore[chat] = until;
        if (!answer.overAll() || empty[chat] > now + 2 * SECOND) {
            return;
        }
        boolean soon = now - lastAt <= SECOND;
        atOnce = soon ? Math.max(atOnce, until) : until;
        if (soon && chat != lastChat) {
            everybody = Math.max(everybody, atOnce);
        }
        lastChat = chat;
        lastAt = now;
    }

    /// How many requests left although they were not to.
    int tooEarly() {
        return tooEarly;
    }
}
