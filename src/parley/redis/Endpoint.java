package parley.redis;

import java.nio.file.Path;
import java.util.Optional;

/// Where Redis is, and as whom to speak to it. Printing it shows no password.
///
/// @param user empty for the one that is called `default`
/// @param database its number, 0 as a rule
public record Endpoint(
        Place place, Optional<String> user, Optional<Password> password, int database) {

    /// A way to reach a server.
    public sealed interface Place {}

    /// @param tls encrypted, with a certificate that is valid for the host
    public record Tcp(String host, int port, boolean tls) implements Place {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /// A socket in the file system of this machine.
    public record Unix(Path path) implements Place {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// @param reveal the password itself, for the one place that sends it
    public record Password(String reveal) {
        @Override
        public String toString() {
            return "<secret>";
        }
    }
}
