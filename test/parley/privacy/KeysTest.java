package parley.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
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
        var extracted = hmac("parley".getBytes(UTF_8), "sixteen letters!".getBytes(UTF_8));
        var key = hmac(extracted, "pseudonym\1".getBytes(UTF_8));
        var message = ByteBuffer.allocate(14).put("person".getBytes(UTF_8)).putLong(ALICE);
        var expected = ByteBuffer.wrap(hmac(key, message.array()));
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
        var extracted = hmac("parley".getBytes(UTF_8), "sixteen letters!".getBytes(UTF_8));
        var key = hmac(extracted, "known updates\1".getBytes(UTF_8));
        var expected = ByteBuffer.wrap(hmac(key, "updateHällo".getBytes(UTF_8))).getLong();
        assertEquals(expected, keys.updates().of("Hällo"));
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
        try {
            return Keys.of(Secret.of(text));
        } catch (SecretException e) {
            throw new AssertionError(e);
        }
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
