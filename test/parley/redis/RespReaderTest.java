package parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class RespReaderTest {
    private static final int MAX = 1 << 20;

    private static final Map<String, Reply> GOOD =
            Map.ofEntries(
                    Map.entry("+OK\r\n", new Reply.Simple("OK")),
                    Map.entry("+\r\n", new Reply.Simple("")),
                    Map.entry("-ERR no\r\n", new Reply.Failure("ERR no")),
                    Map.entry("!5\r\nERR \n\r\n", new Reply.Failure("ERR \n")),
                    Map.entry(":+12\r\n", new Reply.Int(12)),
                    Map.entry(":-9223372036854775808\r\n", new Reply.Int(Long.MIN_VALUE)),
                    Map.entry("$5\r\na\r\nb\0\r\n", new Reply.Bulk("a\r\nb\0")),
                    Map.entry("$0\r\n\r\n", new Reply.Bulk("")),
                    Map.entry("$3\r\n€\r\n", new Reply.Bulk("€")),
                    Map.entry("$-1\r\n", new Reply.Nil()),
                    Map.entry("*-1\r\n", new Reply.Nil()),
                    Map.entry("_\r\n", new Reply.Nil()),
                    Map.entry("*0\r\n", new Reply.Array(List.of())),
                    Map.entry(
                            "*2\r\n:1\r\n*1\r\n_\r\n",
                            new Reply.Array(
                                    List.of(
                                            new Reply.Int(1),
                                            new Reply.Array(List.of(new Reply.Nil()))))),
                    Map.entry(",-1.5e3\r\n", new Reply.Real(-1500)),
                    Map.entry(",10\r\n", new Reply.Real(10)),
                    Map.entry(",inf\r\n", new Reply.Real(Double.POSITIVE_INFINITY)),
                    Map.entry(",-inf\r\n", new Reply.Real(Double.NEGATIVE_INFINITY)),
                    Map.entry(",nan\r\n", new Reply.Real(Double.NaN)),
                    Map.entry("#t\r\n", new Reply.Bool(true)),
                    Map.entry("#f\r\n", new Reply.Bool(false)),
                    Map.entry("(-34928903284092385094\r\n", new Reply.Big("-34928903284092385094")),
                    Map.entry("=7\r\ntxt:a\r\n\r\n", new Reply.Verbatim("txt", "a\r\n")),
                    Map.entry(
                            "%1\r\n+a\r\n:1\r\n",
                            new Reply.Dictionary(
                                    List.of(
                                            new Reply.Pair(
                                                    new Reply.Simple("a"), new Reply.Int(1))))),
                    Map.entry("~1\r\n#t\r\n", new Reply.Group(List.of(new Reply.Bool(true)))),
                    Map.entry(">1\r\n+x\r\n", new Reply.Push(List.of(new Reply.Simple("x")))),
                    Map.entry(
                            "|1\r\n+a\r\n:1\r\n|0\r\n+b\r\n",
                            new Reply.Annotated(
                                    List.of(
                                            new Reply.Pair(
                                                    new Reply.Simple("a"), new Reply.Int(1))),
                                    new Reply.Annotated(List.of(), new Reply.Simple("b")))));

    private static final String BAD =
            """
            PING\\r\\n | begins with byte
            \\r\\n | begins with byte
            .\\r\\n | begins with byte
            ;4\\r\\nabcd\\r\\n | begins with byte
            +a\\nb\\r\\n | without a carriage return
            +a\\rb\\r\\n | a carriage return in it
            :\\r\\n | other characters
            :1.5\\r\\n | other characters
            :--1\\r\\n | other characters
            : 1\\r\\n | other characters
            :٣\\r\\n | other characters
            :9223372036854775808\\r\\n | too big
            :99999999999999999999\\r\\n | other characters
            $\\r\\n\\r\\n | a length
            $-2\\r\\n | a length
            $+1\\r\\na\\r\\n | a length
            $1x\\r\\na\\r\\n | a length
            $4294967297\\r\\na\\r\\n | a length
            $?\\r\\n;4\\r\\n | streamed
            *?\\r\\n | streamed
            ~?\\r\\n | streamed
            $3\\r\\nabcd\\r\\n | not as long
            $3\\r\\nab\\r\\n\\r\\n | not as long
            $1\\r\\na\\nx | not as long
            $1\\r\\na\\rx | not as long
            *-2\\r\\n | a length
            %-1\\r\\n | a length
            ~-1\\r\\n | a length
            >-1\\r\\n | a length
            |-1\\r\\n | a length
            =-1\\r\\n | a length
            !-1\\r\\n | a length
            =3\\r\\ntxt\\r\\n | no format
            =5\\r\\ntxt a\\r\\n | no format
            _x\\r\\n | a null has a value
            #x\\r\\n | a boolean
            #true\\r\\n | a boolean
            ,\\r\\n | other characters
            ,.5\\r\\n | other characters
            ,1f\\r\\n | other characters
            ,0x1p3\\r\\n | other characters
            ,NaN\\r\\n | other characters
            (\\r\\n | other characters
            (12a\\r\\n | other characters
            $1048577\\r\\n | too long
            *32768\\r\\n | too long
            %16384\\r\\n | too long
            |16384\\r\\n | too long
            *999999999\\r\\n | too long
            $999999999\\r\\n | too long
            """;

    static Stream<Map.Entry<String, Reply>> good() {
        return GOOD.entrySet().stream();
    }

    static Stream<String[]> bad() {
        return BAD.lines().map(line -> line.split(" \\| ", 2));
    }

    @ParameterizedTest
    @MethodSource("good")
    void readsEachTypeAndNotAByteMore(Map.Entry<String, Reply> example) throws Exception {
        var reader = reader(example.getKey() + "+next\r\n");

        assertEquals(example.getValue(), reader.read());
        assertEquals(new Reply.Simple("next"), reader.read());
    }

    @ParameterizedTest
    @MethodSource("good")
    void aReplyThatIsCutAnywhereIsNoReply(Map.Entry<String, Reply> example) {
        byte[] bytes = example.getKey().getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            var reader = new RespReader(new ByteArrayInputStream(bytes, 0, i));
            assertThrows(EOFException.class, reader::read, "cut after " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatIsWrong(String bytes, String complaint) {
        var reader = reader(bytes.replace("\\r", "\r").replace("\\n", "\n"));

        var e = assertThrows(ProtocolException.class, reader::read);

        assertTrue(e.getMessage().contains(complaint), e.getMessage());
    }

    @Test
    void takesTheDeepestNestingAndNoDeeper() throws Exception {
        for (var type : List.of("*", "~", ">", "%", "|")) {
            var level = type + "1\r\n" + (type.equals("%") ? "_\r\n" : "");
            var rest = "_\r\n".repeat(100);
            reader(level.repeat(31) + rest).read();

            var e =
                    assertThrows(
                            ProtocolException.class, () -> reader(level.repeat(32) + rest).read());
            assertTrue(e.getMessage().contains("too deeply"), type + e.getMessage());
        }
    }

    @Test
    void whatOneReplyMayCostHoldsForAllOfItTogether() throws Exception {
        var half = "$" + MAX / 2 + "\r\n" + "x".repeat(MAX / 2) + "\r\n";
        int fits = MAX - 200;
        reader(half + half).read();
        reader("$" + fits + "\r\n" + "x".repeat(fits) + "\r\n").read();

        assertThrows(ProtocolException.class, () -> reader("*2\r\n" + half + half).read());
        assertThrows(ProtocolException.class, () -> reader("+" + "x".repeat(MAX)).read());
        var nested = "*1000\r\n" + ("*1000\r\n" + "_\r\n".repeat(1000)).repeat(1000);
        assertThrows(ProtocolException.class, () -> reader(nested).read());
    }

    /// The budget is for one reply: a thousand big ones in a row are no more than one.
    @Test
    void eachReplyHasABudgetOfItsOwn() throws Exception {
        var big = "$900000\r\n" + "x".repeat(900_000) + "\r\n";
        var reader = reader(big.repeat(3));
        for (int i = 0; i < 3; i++) {
            assertEquals(900_000, ((Reply.Bulk) reader.read()).text().length());
        }
    }

    /// A server that announces a megabyte and sends nothing must not cost a megabyte.
    @Test
    void whatIsOnlyAnnouncedIsAskedForInSmallPieces() {
        var asked = new int[1];
        var stingy =
                new InputStream() {
                    private final InputStream head =
                            new ByteArrayInputStream("$1000000\r\nabc".getBytes(UTF_8));

                    @Override
                    public int read() throws IOException {
                        return head.read();
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        asked[0] = Math.max(asked[0], buffer.length);
                        return head.read(buffer, offset, length);
                    }
                };

        assertThrows(EOFException.class, new RespReader(stingy)::read);
        assertTrue(asked[0] > 0 && asked[0] <= 1 << 16, "a buffer of " + asked[0]);
    }

    @Test
    void aFailureHasACodeOnlyIfItLooksLikeOne() {
        assertEquals("NOSCRIPT", new Reply.Failure("NOSCRIPT No matching script.").code());
        assertEquals("READONLY", new Reply.Failure("READONLY").code());
        assertEquals("ERR", new Reply.Failure("hunter2 is wrong").code());
        assertEquals("ERR", new Reply.Failure("").code());
    }

    @Test
    void bytesThatAreNoTextAreReplaced() throws Exception {
        var reader =
                new RespReader(new ByteArrayInputStream("$1\r\n\u00FF\r\n".getBytes(ISO_8859_1)));

        assertEquals(new Reply.Bulk("\uFFFD"), reader.read());
    }

    private static RespReader reader(String bytes) {
        return new RespReader(new ByteArrayInputStream(bytes.getBytes(UTF_8)));
    }
}
