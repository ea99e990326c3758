package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.e2e.CanaryScanner.Hit;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The scanner finds what somebody else has written, in every form and at every place.
class CanaryScannerTest {
    private static final Canaries CANARIES = new Canaries();
    private static final String WORD = CANARIES.word("word");
    private static final String NAME = "Жöß \"가\\나\" 🦜/ß";
    private static final long PERSON = CANARIES.person("person");
    private static final long OTHER = CANARIES.id("other");
    private static final long GROUP = CANARIES.group("group");
    private static final double PLACE = CANARIES.place("place");

    private static final Pattern PERCENT = Pattern.compile("%..");

    /// More than there are alignments.
    private static final int PLACES = 12;

    private final CanaryScanner scanner = new CanaryScanner();

    CanaryScannerTest() {
        CANARIES.given("name", NAME);
        CANARIES.all().forEach(canary -> scanner.add(canary.label(), canary.forms()));
    }

    /// What a program might write, made by those who write such things and not by the scanner.
    private record Written(String how, byte[] bytes) {}

    @ParameterizedTest
    @ValueSource(strings = {"word", "name", "person", "other", "group", "place"})
    void findsEveryFormAtEveryPlace(String canary) {
        for (var written : written(canary).toList()) {
            for (int place = 0; place < PLACES; place++) {
                var bytes = noise(place + written.bytes.length + PLACES);
                System.arraycopy(written.bytes, 0, bytes, place, written.bytes.length);

                var hits = scanner.scan(bytes);

                var what = written.how + " at " + place + ": " + hits;
                assertEquals(Set.of(canary), canaries(hits), what);
                assertTrue(hits.getFirst().offset() >= place, what);
                assertTrue(hits.getFirst().offset() < place + PLACES, what);
                assertEquals(List.of(), scanner.scan(spoilt(bytes, hits)), what);
            }
        }
    }

    private static Set<String> canaries(List<Hit> hits) {
        return hits.stream().map(Hit::canary).collect(Collectors.toSet());
    }

    private static Stream<Written> written(String canary) {
        return switch (canary) {
            case "word" -> texts(WORD);
            case "name" -> texts(NAME);
            case "person" ->
                    Stream.of(
                                    texts(Long.toString(PERSON)),
                                    numbers(PERSON),
                                    raw("5 bytes", bytes(PERSON, 5)))
                            .flatMap(all -> all);
            case "other" -> Stream.concat(texts(Long.toString(OTHER)), numbers(OTHER));
            case "group" -> Stream.concat(texts(Long.toString(GROUP)), numbers(GROUP));
            default -> {
                var high = ByteBuffer.allocate(8).putDouble(PLACE).array();
                var low = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(PLACE);
                yield Stream.of(
                                texts(Double.toString(PLACE)),
                                raw("double", high),
                                raw("double, low byte first", low.array()))
                        .flatMap(all -> all);
            }
        };
    }

    private static Stream<Written> texts(String text) {
        var url = URLEncoder.encode(text, UTF_8);
        var upper =
                text.chars().mapToObj(c -> "\\u%04X".formatted(c)).collect(Collectors.joining());
        var written = new ArrayList<Written>();
        for (var charset : List.<Charset>of(UTF_8, UTF_16LE, UTF_16BE)) {
            raw(charset.name(), text.getBytes(charset)).forEach(written::add);
        }
        for (var form :
                List.of(
                        url,
                        url.replace("+", "%20"),
                        PERCENT.matcher(url.replace("+", "%20"))
                                .replaceAll(found -> found.group().toLowerCase(Locale.ROOT)),
                        upper,
                        upper.toLowerCase(Locale.ROOT),
                        json(text),
                        text.replace("\\", "\\\\").replace("\"", "\\\""))) {
            written.add(new Written(form, form.getBytes(UTF_8)));
        }
        return written.stream();
    }

    private static Stream<Written> numbers(long number) {
        var swapped = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
        var grouped = NumberFormat.getInstance(Locale.ROOT).format(number);
        return Stream.of(
                        raw("8 bytes", bytes(number, 8)),
                        raw("6 bytes", bytes(number, 6)),
                        raw("low byte first", swapped),
                        Stream.of(
                                        Long.toHexString(Math.abs(number)),
                                        "%X".formatted(Math.abs(number)),
                                        grouped,
                                        Double.toString(number))
                                .map(form -> new Written(form, form.getBytes(UTF_8))))
                .flatMap(written -> written);
    }

    /// As it is, and in the encodings that make text of bytes, wherever it begins in them.
    private static Stream<Written> raw(String how, byte[] raw) {
        var written = new ArrayList<Written>();
        written.add(new Written(how, raw));
        written.add(written(how + ", hex", HexFormat.of().formatHex(raw)));
        written.add(written(how + ", HEX", HexFormat.of().withUpperCase().formatHex(raw)));
        for (int before = 0; before < 7; before++) {
            var around = ByteBuffer.allocate(before + raw.length + 3).put(noise(before)).put(raw);
            around.put(noise(3));
            int skipped = before / 3 * 4;
            for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                var text = encoder.encodeToString(around.array()).substring(skipped);
                written.add(written(how + ", base64 after " + before, text));
            }
        }
        return written.stream();
    }

    private static Written written(String how, String text) {
        return new Written(how, text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void findsWhatSqliteKeeps(String encoding, @TempDir Path folder) throws Exception {
        var file = folder.resolve("some.db");
        try (var sqlite = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = sqlite.createStatement()) {
            statement.execute("PRAGMA encoding = '" + encoding + "'");
            statement.execute("CREATE TABLE kept (a, b, c, d, e, f)");
            var row = "INSERT INTO kept VALUES (%d, '%s', '%s', %d, %s, %d)";
            statement.execute(
                    row.formatted(PERSON, NAME.replace("'", "''"), WORD, GROUP, PLACE, OTHER));
        }

        assertEquals(
                Set.of("group", "name", "other", "person", "place", "word"),
                canaries(scanner.scan(Files.readAllBytes(file))));
    }

    @Test
    void saysWhatItFoundAndWhere() {
        var bytes = ("....." + WORD + "  " + PERSON).getBytes(UTF_8);

        assertEquals(
                List.of(new Hit("word", "UTF-8", 5), new Hit("person", "UTF-8", 21)),
                scanner.scan(bytes));
    }

    @Test
    void findsASecretInPartsAndAsTheBytesBehindItsDigits() {
        var digits = "00ff10a2".repeat(8);
        var secrets = new CanaryScanner();
        secrets.add("key", CanaryForms.ofSecret(digits));
        secrets.add("salt", CanaryForms.ofSecret(WORD + NAME));

        for (var text : List.of(WORD.substring(4) + NAME, "." + digits.substring(50))) {
            assertFalse(secrets.scan(text.getBytes(UTF_8)).isEmpty(), text);
        }
        assertEquals("key", secrets.scan(HexFormat.of().parseHex(digits)).getFirst().canary());
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertEquals(List.of(), scanner.scan(noise(4_000_000)));
        assertEquals(List.of(), scanner.scan(new byte[3]));
        var half = WORD.substring(0, WORD.length() - 1).getBytes(UTF_8);
        assertEquals(List.of(), scanner.scan(half));
    }

    @Test
    void refusesWhatIsTooShortToBeTold() {
        assertThrows(
                IllegalArgumentException.class,
                () -> scanner.add("short", Map.of("UTF-8", new byte[3])));
    }

    @Test
    void theSameLabelIsTheSameCanaryAndAnotherIsAnother() {
        var canaries = new Canaries();

        assertEquals(WORD, canaries.word("word"));
        assertEquals(PERSON, canaries.person("person"));
        assertNotEquals(WORD, canaries.word("another word"));
        assertNotEquals(PERSON, canaries.person("another person"));
        assertEquals(10, Long.toString(PERSON).length());
        assertArrayEquals(bytes(PERSON, 8), ByteBuffer.allocate(8).putLong(PERSON).array());
    }

    private static byte[] bytes(long number, int width) {
        var all = ByteBuffer.allocate(8).putLong(number).array();
        return Arrays.copyOfRange(all, 8 - width, 8);
    }

    private static String json(String text) {
        return text.codePoints()
                .flatMap(point -> Character.toString(point).chars())
                .mapToObj(c -> c > 0x7E ? "\\u%04x".formatted(c) : Character.toString(c))
                .map(c -> c.equals("\"") || c.equals("\\") ? "\\" + c : c)
                .collect(Collectors.joining());
    }

    /// One character of each find is another one.
    private static byte[] spoilt(byte[] bytes, List<Hit> hits) {
        var spoilt = bytes.clone();
        for (var hit : hits) {
            IntStream.range(hit.offset(), hit.offset() + 4).forEach(i -> spoilt[i] ^= 0x55);
        }
        return spoilt;
    }

    private static byte[] noise(int size) {
        var noise = new byte[size];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
