package parley.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class KeysTest {
    private static final long ALICE = 7_123_456_789L;
    private static final long BOB = 5_987_654_321L;

    private record Pair(long high, long low) {}

    private final Keys keys = keys("sixteen letters!");

    @Test
    void thePseudonymOfAPersonIsAlwaysTheSame() {
        assertEquals(pseudonym(keys, ALICE), pseudonym(keys("sixteen letters!"), ALICE));
        assertNotEquals(pseudonym(keys, ALICE), pseudonym(keys, BOB));
    }

    @Test
    void anotherSecretGivesOtherPseudonymsAndOtherMasks() {
        var other = keys("sixteen letters?");
        assertNotEquals(pseudonym(keys, ALICE), pseudonym(other, ALICE));
        assertNotEquals(keys.mask().of(ALICE), other.mask().of(ALICE));
    }

    /// Computed once more by the definitions (RFC 5869 and RFC 2104), since a pseudonym that
    /// changed with a release would let everybody meet those who blocked them.
    @Test
    void aPseudonymIsTheFirstHalfOfAnHmacUnderAKeyDerivedForIt() throws Exception {
        var message = ByteBuffer.allocate(14).put("person".getBytes(UTF_8)).putLong(ALICE);
        var hashed = hmac(key("sixteen letters!", "pseudonym"), message.array());
        var expected = ByteBuffer.wrap(hashed);
        assertEquals(new Pair(expected.getLong(), expected.getLong()), pseudonym(keys, ALICE));
    }

    @Test
    void pseudonymsAreTheSameWhenManyThreadsAskAtOnce() {
        var expected =
                LongStream.range(0, 200)
                        .mapToObj(id -> pseudonym(keys, id))
                        .collect(Collectors.toSet());
        Set<Pair> seen = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4000; i++) {
                long id = i % 200;
                threads.submit(() -> seen.add(pseudonym(keys, id)));
            }
        }
        assertEquals(expected, seen);
    }

    @Test
    void aMaskIsShortAndSaysNothingOfThePseudonym() {
        var mask = keys.mask().of(ALICE);
        assertTrue(mask.matches("u-[0-9a-f]{10}"), mask);
        var pseudonym = "%016x".formatted(pseudonym(keys, ALICE).high());
        assertNotEquals(pseudonym.substring(0, 10), mask.substring(2));
    }

    @Test
    void aFingerprintIsTheFirstQuarterOfAnHmacUnderAKeyDerivedForIt() throws Exception {
        var key = key("sixteen letters!", "known updates");
        var expected = ByteBuffer.wrap(hmac(key, "updateHällo".getBytes(UTF_8))).getLong();
        assertEquals(expected, keys.updates().of("Hällo"));
    }

    /// By the definition once more: each name is an HMAC of the name before.
    @Test
    void afterEveryChangeOfTheSecretANameIsMadeOfTheFormerName() throws Exception {
        var second = keys.next(secret("sixteen letters?"));
        var third = second.next(secret("sixteen letters."));

        var expected = bytes(pseudonym(keys, ALICE));
        for (var text : List.of("sixteen letters?", "sixteen letters.")) {
            var key = key(text, "pseudonym");
            expected = Arrays.copyOf(hmac(key, join("former person", expected)), 16);
        }
        assertArrayEquals(expected, bytes(pseudonym(third, ALICE)));
        assertArrayEquals(expected, third.pseudonyms().renewed(bytes(pseudonym(second, ALICE))));

        var update = ByteBuffer.allocate(8).putLong(keys.updates().of("7 a")).array();
        var hashed = hmac(key("sixteen letters?", "known updates"), join("former update", update));
        assertEquals(ByteBuffer.wrap(hashed).getLong(), second.updates().of("7 a"));
        assertEquals(
                third.updates().of("7 a"), third.updates().renewed(second.updates().of("7 a")));
    }

    @Test
    void everythingElseAfterAChangeIsAsIfThereHadBeenNoSecretBefore() throws Exception {
        var next = keys.next(secret("sixteen letters?"));
        var fresh = keys("sixteen letters?");
        assertEquals(fresh.mask().of(ALICE), next.mask().of(ALICE));
        for (Function<Keys, Seal> seal :
                List.<Function<Keys, Seal>>of(Keys::seal, Keys::journal, Keys::check)) {
            var sealed = seal.apply(fresh).seal(new byte[] {7}, "t", new byte[] {1});
            assertArrayEquals(new byte[] {7}, seal.apply(next).open(sealed, "t", new byte[] {1}));
        }
    }

    @Test
    void whatIsKeptOfFormerSecretsMakesTheKeysWholeAgain() throws Exception {
        var third = keys.next(secret("sixteen letters?")).next(secret("sixteen letters."));
        var again = keys("sixteen letters.").following(third.former());
        assertEquals(pseudonym(third, ALICE), pseudonym(again, ALICE));
        assertEquals(third.updates().of("7 a"), again.updates().of("7 a"));
    }

    @Test
    void whatIsKeptOfFormerSecretsOpensUnderTheNewestOnly() throws Exception {
        var kept = keys.next(secret("sixteen letters?")).former();
        assertThrows(SealException.class, () -> keys.following(kept));
        assertThrows(SealException.class, () -> keys("sixteen letters.").following(kept));
    }

    @Test
    void thereIsNoFormerNameUnderTheFirstSecret() {
        assertThrows(IllegalArgumentException.class, () -> keys.pseudonyms().renewed(new byte[16]));
        assertThrows(IllegalArgumentException.class, () -> keys.updates().renewed(1));
    }

    @Test
    void whatIsNoPseudonymHasNoNameUnderTheNextSecret() throws Exception {
        var pseudonyms = keys.next(secret("sixteen letters?")).pseudonyms();
        assertThrows(IllegalArgumentException.class, () -> pseudonyms.renewed(new byte[15]));
    }

    @Test
    void aFingerprintIsTheSameForTheSameTextUnderTheSameSecretOnly() {
        assertEquals(keys.updates().of("1"), keys("sixteen letters!").updates().of("1"));
        assertNotEquals(keys.updates().of("1"), keys.updates().of("2"));
        assertNotEquals(keys.updates().of("1"), keys("sixteen letters?").updates().of("1"));
    }

    @Test
    void theSealsOfThePurposesDoNotOpenEachOther() {
        var sealed = keys.journal().seal(new byte[] {1}, "journal", new byte[] {2});
        for (var other : List.of(keys.seal(), keys.check())) {
            assertThrows(SealException.class, () -> other.open(sealed, "journal", new byte[] {2}));
        }
    }

    @Test
    void withoutAMaskTheIdItselfIsShown() {
        assertEquals("7123456789", Mask.off().of(ALICE));
    }

    private static Keys keys(String text) {
        return Keys.of(secret(text));
    }

    private static Secret secret(String text) {
        try {
            return Secret.of(text);
        } catch (SecretException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] key(String secret, String purpose) throws Exception {
        var extracted = hmac("parley".getBytes(UTF_8), secret.getBytes(UTF_8));
        return hmac(extracted, (purpose + "\1").getBytes(UTF_8));
    }

    private static byte[] join(String start, byte[] rest) {
        return ByteBuffer.allocate(start.length() + rest.length)
                .put(start.getBytes(UTF_8))
                .put(rest)
                .array();
    }

    private static byte[] bytes(Pair pseudonym) {
        return ByteBuffer.allocate(16).putLong(pseudonym.high).putLong(pseudonym.low).array();
    }

    private static Pair pseudonym(Keys keys, long id) {
        return keys.pseudonyms().of(id, Pair::new);
    }

    private static byte[] hmac(byte[] key, byte[] message) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }
}
