package parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What a real server says of every type, in both protocols, whole and cut at every byte.
class ProtocolTest {
    private static final List<String> TYPES =
            List.of(
                    "string integer double null array set map attrib verbatim true false bignum"
                            .split(" "));

    private static final Map<String, Class<? extends Reply>> MODERN =
            Map.ofEntries(
                    Map.entry("string", Reply.Bulk.class),
                    Map.entry("integer", Reply.Int.class),
                    Map.entry("double", Reply.Real.class),
                    Map.entry("null", Reply.Nil.class),
                    Map.entry("array", Reply.Array.class),
                    Map.entry("set", Reply.Group.class),
                    Map.entry("map", Reply.Dictionary.class),
                    Map.entry("attrib", Reply.Annotated.class),
                    Map.entry("verbatim", Reply.Verbatim.class),
                    Map.entry("true", Reply.Bool.class),
                    Map.entry("false", Reply.Bool.class),
                    Map.entry("bignum", Reply.Big.class),
                    Map.entry("push", Reply.Push.class));

    @TempDir Path folder;
    private RedisServer server;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.start(folder, "--enable-debug-command", "yes");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void everyTypeIsReadToItsLastByte(int version) throws Exception {
        for (var type : TYPES) {
            byte[] bytes = answer(version, type);
            var reader = new RespReader(new ByteArrayInputStream(bytes));

            var reply = reader.read();

            if (version == 3) {
                assertEquals(MODERN.get(type), reply.getClass(), type);
            }
            assertThrows(EOFException.class, reader::read, type + " leaves something behind");
            for (int i = 0; i < bytes.length; i++) {
                var cut = new RespReader(new ByteArrayInputStream(bytes, 0, i));
                assertThrows(EOFException.class, cut::read, type + " cut after " + i);
            }
        }
    }

    @Test
    void aPushIsToldFromAnAnswer() throws Exception {
        var reader = new RespReader(new ByteArrayInputStream(answer(3, "push")));
        assertInstanceOf(Reply.Push.class, reader.read());
        var old = new RespReader(new ByteArrayInputStream(answer(2, "push")));
        assertInstanceOf(Reply.Failure.class, old.read());
    }

    /// A push that arrives among answers is nobody's answer, and remarks are taken off.
    @Test
    void aConnectionGivesEachCallItsOwnAnswer() throws Exception {
        try (var connection = RedisServer.connect(server.endpoint())) {
            var limit = Duration.ofSeconds(20);
            connection.call(RespWriter.request("HELLO", "3"), limit);
            for (var type : TYPES) {
                var reply = connection.call(RespWriter.request("DEBUG", "PROTOCOL", type), limit);
                var expected = type.equals("attrib") ? Reply.Bulk.class : MODERN.get(type);
                assertEquals(expected, reply.getClass(), type);
            }
            var tracking = RespWriter.request("CLIENT", "TRACKING", "ON", "BCAST");
            assertEquals(new Reply.Simple("OK"), connection.call(tracking, limit));
            for (int i = 0; i < 20; i++) {
                var key = "key" + i;
                var set = connection.call(RespWriter.request("SET", key, "x"), limit);
                assertEquals(new Reply.Simple("OK"), set);
                var echo = connection.call(RespWriter.request("ECHO", key), limit);
                assertEquals(new Reply.Bulk(key), echo);
            }
        }
    }

    private byte[] answer(int version, String type) throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            var out = socket.getOutputStream();
            var in = socket.getInputStream();
            out.write(RespWriter.request("HELLO", Integer.toString(version)));
            new RespReader(in).read();
            out.write(RespWriter.request("DEBUG", "PROTOCOL", type));
            out.write(RespWriter.request("QUIT"));
            return withoutFarewell(in);
        }
    }

    private static byte[] withoutFarewell(InputStream in) throws Exception {
        var bytes = new ByteArrayOutputStream();
        in.transferTo(bytes);
        var all = bytes.toByteArray();
        return Arrays.copyOf(all, all.length - "+OK\r\n".length());
    }
}
