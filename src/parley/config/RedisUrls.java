package parley.config;

import parley.config.Setting.Parser;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks the URL of a Redis. No part of one is ever quoted, because each may hold the password.
public final class RedisUrls {
    private static final int USUAL_PORT = 6379;
    private static final int GREATEST_PORT = 65_535;
    private static final int GREATEST_DATABASE = 15_000;
    private static final String EXAMPLES =
            "; must be a URL such as redis://127.0.0.1:6379, rediss://example.org/0 or"
                    + " unix:///run/redis/redis.sock?db=0, with user:password@ before the place"
                    + " where they are wanted";

    private static final Pattern SCHEME = Pattern.compile("(redis|rediss|unix)://(.*)");

    /// Names of containers have underscores, which [java.net.URI] takes for no host.
    private static final Pattern SERVER =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]+))?(?:/([0-9]*))?");

    private static final Pattern SOCKET = Pattern.compile("(/[^?#]+)(?:\\?db=([0-9]+))?");

    private RedisUrls() {}

    /// Where a Redis is. Printing it shows no password.
    ///
    /// @param host empty when there is a socket
    /// @param port 0 when there is a socket
    /// @param socket a Unix socket, in place of host and port
    /// @param user empty for the one that Redis calls `default`
    public record RedisUrl(
            boolean tls,
            String host,
            int port,
            Optional<Path> socket,
            Optional<String> user,
            Optional<Secret> password,
            int database) {}

    /// Makes a [RedisUrl].
    static Parser parser() {
        return (text, _) -> {
            try {
                return url(text);
            } catch (BadValue e) {
                throw new BadValue(e.getMessage() + EXAMPLES);
            }
        };
    }

    private static RedisUrl url(String text) throws BadValue {
        int colon = Math.max(0, text.indexOf(':'));
        var parts =
                SCHEME.matcher(
                        text.substring(0, colon).toLowerCase(Locale.ROOT) + text.substring(colon));
        if (!parts.matches()) {
            throw new BadValue("does not start with redis://, rediss:// or unix://");
        }
        var rest = parts.group(2);
        int at = rest.lastIndexOf('@');
        var login = login(at < 0 ? "" : rest.substring(0, at), at >= 0);
        var place = rest.substring(at + 1);
        return parts.group(1).equals("unix")
                ? socket(place, login)
                : server(parts.group(1).equals("rediss"), place, login);
    }

    private record Login(Optional<String> user, Optional<Secret> password) {}

    private static Login login(String text, boolean given) throws BadValue {
        if (!given) {
            return new Login(Optional.empty(), Optional.empty());
        }
        int colon = text.indexOf(':');
        if (colon < 0 || colon == text.length() - 1) {
            throw new BadValue(
                    "has no password before the @, where user:password or :password belongs");
        }
        if (text.matches(".*[/?#@\\s].*") || text.indexOf(':', colon + 1) >= 0) {
            throw new BadValue(
                    "has a character in its user or password that must be written as its code,"
                            + " such as %40 for @, %2F for / and %3A for :");
        }
        var user = decoded(text.substring(0, colon));
        return new Login(
                Optional.of(user).filter(name -> !name.isEmpty()),
                Optional.of(new Secret(decoded(text.substring(colon + 1)))));
    }

    private static String decoded(String text) throws BadValue {
        try {
            // A plus is a plus here; only forms mean a space by it.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new BadValue(
                    "has a % in its user or password that begins no code; a % itself is %25");
        }
    }

    private static RedisUrl server(boolean tls, String place, Login login) throws BadValue {
        var parts = SERVER.matcher(place);
        if (!parts.matches()) {
            throw new BadValue("has no valid host, port or database number");
        }
        int port = number(parts.group(2), USUAL_PORT, GREATEST_PORT);
        if (port == 0) {
            throw new BadValue("has no valid port, which is 1 to " + GREATEST_PORT);
        }
        return new RedisUrl(
                tls,
                parts.group(1).replaceAll("[\\[\\]]", ""),
                port,
                Optional.empty(),
                login.user,
                login.password,
                number(parts.group(3), 0, GREATEST_DATABASE));
    }

    private static RedisUrl socket(String place, Login login) throws BadValue {
        var parts = SOCKET.matcher(place);
        if (!parts.matches()) {
            throw new BadValue("has no valid path or database number");
        }
        try {
            return new RedisUrl(
                    false,
                    "",
                    0,
                    Optional.of(Path.of(parts.group(1))),
                    login.user,
                    login.password,
                    number(parts.group(2), 0, GREATEST_DATABASE));
        } catch (InvalidPathException _) {
            throw new BadValue("has no valid path");
        }
    }

    private static int number(String digits, int usual, int greatest) throws BadValue {
        if (digits == null || digits.isEmpty()) {
            return usual;
        }
        if (digits.length() > 5 || Integer.parseInt(digits) > greatest) {
            throw new BadValue("has a port or database number above " + greatest);
        }
        return Integer.parseInt(digits);
    }
}
