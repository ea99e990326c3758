package parley.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class SealTest {
    private static final byte[] PLAIN = "7123456789".getBytes(UTF_8);
    private static final byte[] ROW = {1, 2, 3};

    private Seal seal;

    @BeforeEach
    void derive() throws SecretException {
        seal = Keys.of(Secret.of("sixteen letters!")).seal();
    }

    @Test
    void opensWhatItSealed() throws SealException {
        assertArrayEquals(PLAIN, seal.open(seal.seal(PLAIN, "active", ROW), "active", ROW));
    }

    @Test
    void theEnvelopeIsVersionKeyNonceTextAndTag() {
        var sealed = seal.seal(PLAIN, "active", ROW);
        assertEquals(1 + 4 + 12 + PLAIN.length + 16, sealed.length);
        assertEquals(1, sealed[0]);
    }

    @Test
    void sealingTwiceSharesNothingButTheHeader() {
        var one = seal.seal(PLAIN, "active", ROW);
        var other = seal.seal(PLAIN, "active", ROW);
        assertArrayEquals(Arrays.copyOf(one, 5), Arrays.copyOf(other, 5));
        assertFalse(Arrays.equals(one, 5, 17, other, 5, 17), "the nonce was used twice");
    }

    @Test
    void refusesASealThatWasMovedToAnotherRowOrTable() {
        var sealed = seal.seal(PLAIN, "active", ROW);
        assertThrows(SealException.class, () -> seal.open(sealed, "active", new byte[] {1, 2}));
        assertThrows(SealException.class, () -> seal.open(sealed, "journal", ROW));
        var joined = seal.seal(PLAIN, "ab", new byte[] {'c'});
        assertThrows(SealException.class, () -> seal.open(joined, "a", new byte[] {'b', 'c'}));
    }

    @Test
    void refusesASealWithAnyOneBitChanged() {
        var sealed = seal.seal(PLAIN, "active", ROW);
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            var bad = sealed.clone();
            bad[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThrows(SealException.class, () -> seal.open(bad, "active", ROW));
        }
    }

    @Test
    void refusesASealThatWasCutShortAnywhere() {
        var sealed = seal.seal(PLAIN, "active", ROW);
        for (int length = 0; length < sealed.length; length++) {
            var cut = Arrays.copyOf(sealed, length);
            assertThrows(SealException.class, () -> seal.open(cut, "active", ROW));
        }
    }

    @Test
    void saysWhenASealIsOfAnotherSecret() throws SecretException {
        var other = Keys.of(Secret.of("sixteen letters?")).seal().seal(PLAIN, "active", ROW);
        var refused = assertThrows(SealException.class, () -> seal.open(other, "active", ROW));
        assertEquals("sealed under another secret", refused.getMessage());
    }

    @Test
    void tellsWithoutOpeningWhichKeySealedSomething() throws SecretException {
        var other = Keys.of(Secret.of("sixteen letters?")).seal();
        var sealed = seal.seal(PLAIN, "active", ROW);
        assertTrue(seal.isBehind(sealed));
        assertFalse(other.isBehind(sealed));
        assertFalse(seal.isBehind(new byte[50]));
        assertFalse(seal.isBehind(Arrays.copyOf(sealed, 30)));
    }

    @Test
    void theKeyOfTheCheckOpensNothingElse() throws SecretException {
        var check = Keys.of(Secret.of("sixteen letters!")).check();
        var sealed = seal.seal(PLAIN, "active", ROW);
        assertThrows(SealException.class, () -> check.open(sealed, "active", ROW));
    }
}
