package parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import parley.config.RedisUrls.RedisUrl;

import java.nio.file.Path;

class RedisUrlsTest {
    @ParameterizedTest
    @CsvSource({
        "redis://localhost, false, localhost, 6379, 0",
        "redis://127.0.0.1:7000/3, false, 127.0.0.1, 7000, 3",
        "REDISS://Example.org/, true, Example.org, 6379, 0",
        "rediss://example.org/15000, true, example.org, 6379, 15000",
        "redis://[::1]:65535, false, ::1, 65535, 0",
        "redis://redis_cache, false, redis_cache, 6379, 0",
        "redis://:hunter2@example.org:1/1, false, example.org, 1, 1"
    })
    void readsWhereTheServerIs(String text, boolean tls, String host, int port, int database)
            throws Exception {
        var url = read(text);

        assertEquals(tls, url.tls());
        assertEquals(host, url.host());
        assertEquals(port, url.port());
        assertEquals(database, url.database());
        assertTrue(url.socket().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "redis://:hunter2@localhost, '', hunter2",
        "rediss://parley:hunter2@localhost/1, parley, hunter2",
        "unix://parley:hunter2@/run/redis.sock, parley, hunter2",
        "redis://par%20ley:%40%2F%3A%25%E2%82%AC+@localhost, par ley, @/:%€+"
    })
    void readsWhoSpeaks(String text, String user, String password) throws Exception {
        var url = read(text);

        assertEquals(user, url.user().orElse(""));
        assertEquals(password, url.password().orElseThrow().reveal());
        assertFalse(url.toString().contains(password), url.toString());
    }

    @Test
    void nobodySpeaksWhenNobodyIsNamed() throws Exception {
        assertTrue(read("redis://localhost").user().isEmpty());
        assertTrue(read("redis://localhost").password().isEmpty());
        assertTrue(read("redis://:hunter2@localhost").user().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"unix:///run/redis.sock, 0", "unix:///run/redis.sock?db=7, 7"})
    void readsWhereTheSocketIs(String text, int database) throws Exception {
        var url = read(text);

        assertEquals(Path.of("/run/redis.sock"), url.socket().orElseThrow());
        assertEquals(database, url.database());
        assertFalse(url.tls());
    }

    @ParameterizedTest
    @CsvSource({
        "hunter2, does not start with redis://",
        "http://hunter2, does not start with redis://",
        "redis:hunter2, does not start with redis://",
        "redis+tls://hunter2, does not start with redis://",
        "redis://, has no valid host",
        "redis://:6379, has no valid host",
        "redis:///run/redis.sock, has no valid host",
        "redis://two words, has no valid host",
        "redis://host:port, has no valid host",
        "redis://host:-1, has no valid host",
        "redis://host/hunter2, has no valid host",
        "redis://host/0/1, has no valid host",
        "redis://host?db=1, has no valid host",
        "redis://host#hunter2, has no valid host",
        "redis://[::1, has no valid host",
        "redis://a:6379;b:6379, has no valid host",
        "redis://host:0, has no valid port",
        "redis://host:65536, above 65535",
        "redis://host:99999999999, above 65535",
        "redis://host/15001, above 15000",
        "redis://host/99999999999, above 15000",
        "redis://hunter2@host, has no password before the @",
        "redis://user:@host, has no password before the @",
        "redis://@host, has no password before the @",
        "redis://user:hunter2@x@host, must be written as its code",
        "redis://user:hunter2/x@host, must be written as its code",
        "redis://user:hunter2:x@host, must be written as its code",
        "redis://user:hunter2#@host, must be written as its code",
        "redis://user:hunter2?@host, must be written as its code",
        "redis://user:hunter2%@host, has a % in its user or password",
        "redis://user:hunter2%zz@host, has a % in its user or password",
        "unix://run/redis.sock, has no valid path",
        "unix://, has no valid path",
        "unix:///, has no valid path",
        "unix:///run/redis.sock?db=, has no valid path",
        "unix:///run/redis.sock?db=hunter2, has no valid path",
        "unix:///run/redis.sock?db=15001, above 15000"
    })
    void saysWhatIsWrongAndWhatWouldBeRightButNotThePassword(String text, String complaint) {
        var e = assertThrows(BadValue.class, () -> read(text));

        assertTrue(e.getMessage().contains(complaint), e.getMessage());
        assertTrue(
                e.getMessage().contains("; must be a URL such as redis://127.0.0.1:6379"),
                e.getMessage());
        assertFalse(e.getMessage().contains("hunter2"), e.getMessage());
    }

    private static RedisUrl read(String text) throws BadValue {
        return (RedisUrl) RedisUrls.parser().parse(text, Path.of("/"));
    }
}
