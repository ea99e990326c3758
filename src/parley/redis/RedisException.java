package parley.redis;

/// Redis does not do what it was asked for. The message says what to do about it, and holds neither
/// a password nor anything else that the server said, except the code of an error.
public abstract sealed class RedisException extends Exception {
    private static final long serialVersionUID = 1L;

    private RedisException(String message, Throwable cause) {
        super(message, cause);
    }

    /// It is there, but trying again is of no use: a setting is wrong, here or there.
    public static final class Refused extends RedisException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null);
        }

        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// It cannot be reached, or not be used now; this may pass by itself.
    public static final class Unreachable extends RedisException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message, null);
        }

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// What an error of the server means for its operator.
    ///
    /// @param server as it is called in messages, such as `Redis at localhost:6379`
    static RedisException of(String server, Reply.Failure failure) {
        var code = failure.code();
        return switch (code) {
            case "WRONGPASS" -> new Refused(server + " refuses the user or the password");
            case "NOAUTH" -> new Refused(server + " wants a password: add it to REDIS_URL");
            case "NOPERM" -> noPermission(server);
            case "READONLY" ->
                    new Refused(server + " is a replica: point REDIS_URL at the primary");
            case "MOVED", "ASK", "CLUSTERDOWN", "CROSSSLOT" -> cluster(server);
            case "DENIED" ->
                    new Refused(
                            server
                                    + " is in protected mode, which takes local connections only:"
                                    + " give it a password");
            case "LOADING" -> new Unreachable(server + " is still loading its data");
            case "BUSY" -> new Unreachable(server + " is busy with somebody's script");
            case "OOM" -> new Unreachable(server + " has no memory left: raise its maxmemory");
            case "MISCONF" ->
                    new Unreachable(server + " cannot save and so takes no writes: see its log");
            case "MASTERDOWN" -> new Unreachable(server + " has lost its primary");
            default -> unnamed(server, failure, code);
        };
    }

    static Refused cluster(String server) {
        return new Refused(server + " is a cluster, which is not supported: use a single server");
    }

    private static Refused noPermission(String server) {
        return new Refused(
                server
                        + " does not let this user do what is needed: see docs/redis.md for its"
                        + " permissions");
    }

    /// Errors without a code of their own are told apart by their text, which is not shown.
    private static RedisException unnamed(String server, Reply.Failure failure, String code) {
        var text = failure.message();
        if (text.contains("invalid password") || text.contains("no password is set")) {
            return new Refused(server + " refuses the user or the password");
        }
        if (text.contains("without any password configured")) {
            return new Refused(server + " has no password: leave it out of REDIS_URL");
        }
        if (text.contains("wrong number of arguments for 'auth'")) {
            return new Refused(server + " knows no users: leave the user out of REDIS_URL");
        }
        if (text.contains("The user executing the script")) {
            return noPermission(server);
        }
        if (text.contains("DB index")) {
            return new Refused(server + " has no database of that number");
        }
        if (text.contains("max number of clients")) {
            return new Unreachable(server + " has too many clients: raise its maxclients");
        }
        if (text.contains("unknown command")) {
            return new Refused(
                    server
                            + " does not know EVALSHA or another command: it must be Redis 5 or"
                            + " newer");
        }
        return new Unreachable(server + " answers with an error (" + code + "): see its log");
    }
}
