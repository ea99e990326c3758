package parley.redis;

import java.io.IOException;
import java.time.Duration;

/// One attempt under a limit, decided in the server: the same rule as [parley.limit.Gcra], in whole
/// microseconds of the server's clock, so that clocks of clients do not matter. Every key expires
/// when it says no more than a missing one.
///
/// @param key in the server
/// @param interval microseconds until one more is earned
record GcraScript(String key, long interval, int burst) {
    /// Whether scripts run at all; counts for nobody, and is gone after a millisecond.
    static final GcraScript PROBE = new GcraScript(Redis.PREFIX + "probe", 1, 1);

    /// A time further ahead than the rule can make it is brought back: the clock was set, the limit
    /// was changed, or somebody else wrote it. So is what is no time at all. Numbers are written by
    /// `%.0f`, because Lua would make them 1.79e15.
    static final String TEXT =
            """
            local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local most = now + interval * burst
            local stored = redis.pcall('GET', KEYS[1])
            if type(stored) == 'table' and not string.find(stored.err, 'WRONGTYPE') then
                return stored
            end
            local due = type(stored) == 'string' and tonumber(stored) or now
            due = math.max(now, math.min(due, most))
            local wait = due + interval - most
            if wait > 0 then
                return string.format('%.0f', wait)
            end
            due = due + interval
            local expiry = string.format('%.0f', math.ceil((due - now) / 1000))
            redis.call('SET', KEYS[1], string.format('%.0f', due), 'PX', expiry)
            return '0'
            """;

    /// SHA-1 of the text, by which the server knows it once it has seen it. With a wrong one every
    /// attempt would carry the text.
    static final String SHA = "a4ac5ecede48b3b1a4fb602b23ee627b92106c4d";

    /// Takes one if it may be taken now.
    ///
    /// @param server as it is called in messages
    /// @param limit for both round trips, if it takes two
    /// @return how long to wait; zero when it was counted
    /// @throws RedisException when the server answers with an error
    /// @throws IOException when the connection has ended
    Duration run(Connection connection, String server, Duration limit)
            throws IOException, RedisException, InterruptedException {
        long start = System.nanoTime();
        var reply = connection.call(request("EVALSHA", SHA), limit);
        if (reply instanceof Reply.Failure failure && failure.code().equals("NOSCRIPT")) {
            // It has been restarted or flushed; this gives it the script for those who come next.
            var left = limit.minusNanos(System.nanoTime() - start);
            reply = connection.call(request("EVAL", TEXT), left);
        }
        return switch (reply) {
            case Reply.Bulk(var micros) when micros.matches("[0-9]{1,16}") ->
                    Duration.ofNanos(1_000 * Long.parseLong(micros));
            case Reply.Failure failure -> throw RedisException.of(server, failure);
            default ->
                    throw new RedisException.Unreachable(server + " answers a script with no time");
        };
    }

    private byte[] request(String command, String script) {
        return RespWriter.request(
                command, script, "1", key, Long.toString(interval), Integer.toString(burst));
    }
}
