package parley.config;

import parley.config.Setting.Parser;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// Checks the URLs of servers. No part of one is ever quoted: what was pasted may hold a password
/// or the token.
final class Urls {
    private static final int GREATEST_PORT = 65_535;
    private static final Pattern ADDRESS =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:]+]):([0-9]{1,5})");

    private Urls() {}

    /// Makes a [URI] without a slash at its end, to which a path can be added.
    ///
    /// @param example what the complaints show as right
    static Parser parser(String example) {
        return (text, _) -> {
            try {
                return server(text);
            } catch (BadValue e) {
                throw new BadValue(e.getMessage() + ", such as " + example);
            }
        };
    }

    /// Makes an [InetSocketAddress] of a number and a port: names are not looked up.
    static Parser address() {
        return (text, _) -> {
            var parts = ADDRESS.matcher(text);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) > GREATEST_PORT) {
                throw new BadValue(
                        "is no address; must be an IP address and a port, such as"
                                + " 127.0.0.1:9464 or [::1]:9464");
            }
            try {
                var host = InetAddress.getByName(parts.group(1));
                return new InetSocketAddress(host, Integer.parseInt(parts.group(2)));
            } catch (UnknownHostException _) {
                throw new BadValue(
                        "is no address of this kind; must be such as 127.0.0.1:9464 or"
                                + " [::1]:9464");
            }
        };
    }

    private static URI server(String text) throws BadValue {
        URI url = syntax(text);
        boolean plain = "http".equalsIgnoreCase(url.getScheme());
        if (!plain && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new BadValue("does not start with https://; must be a URL");
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > GREATEST_PORT) {
            throw new BadValue("has no valid host or port; must be a URL");
        }
        if (url.getRawUserInfo() != null) {
            throw new BadValue("has a user name or password in it; must be a URL without them");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new BadValue("has a ? or # part; must be a URL without it");
        }
        if (url.getRawPath().contains(":")) {
            // Else the token would show in the line that is logged at start.
            throw new BadValue(
                    "has a colon in its path, perhaps a token, which is added by itself; must be"
                            + " the URL of the server alone");
        }
        if (plain && !isLoopback(url.getHost())) {
            throw new BadValue(
                    "is plain http to another machine, over which everything, the token and the"
                            + " messages too, would travel in the clear; must be an https URL");
        }
        return url;
    }

    private static URI syntax(String text) throws BadValue {
        try {
            return new URI(text.replaceFirst("/+$", ""));
        } catch (URISyntaxException _) {
            throw new BadValue("cannot be read as a URL; must be one");
        }
    }

    /// Looks at the name only: asking a resolver would let it decide where the token may go.
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
