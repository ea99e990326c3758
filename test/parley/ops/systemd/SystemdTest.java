package parley.ops.systemd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class SystemdTest {
    private final List<String> told = new ArrayList<>();

    @TempDir Path folder;

    @Test
    void aSocketWithAPathHearsWhatIsSaid() throws Throwable {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
        heardBy(folder.resolve("notify").toString());
    }

    @Test
    void anAbstractSocketHearsWhatIsSaid() throws Throwable {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
        heardBy("@parley-test-" + ProcessHandle.current().pid());
    }

    private static void heardBy(String name) throws Throwable {
        var variables = Map.of("NOTIFY_SOCKET", name);
        try (var supervisor = Supervisor.at(NotifySocket.at(name).orElseThrow().address());
                var systemd = Systemd.of(variables)) {
            systemd.ready();
            systemd.beat(() -> true);
            systemd.stopping();

            assertEquals("READY=1", supervisor.hears());
            assertEquals("WATCHDOG=1", supervisor.hears());
            assertEquals("STOPPING=1", supervisor.hears());
            assertEquals("", supervisor.hears());
        }
    }

    @Test
    void aPathEndsWithAZeroByte() {
        assertArrayEquals(address("/run/x\0"), NotifySocket.at("/run/x").orElseThrow().address());
    }

    @Test
    void anAbstractNameBeginsWithAZeroByteAndHasNoneAtItsEnd() {
        assertArrayEquals(address("\0run/x"), NotifySocket.at("@run/x").orElseThrow().address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "relative/path", "vsock:2:1234"})
    void whatIsNoUnixSocketIsRefused(String name) {
        assertEquals(Optional.empty(), NotifySocket.at(name));
    }

    @ParameterizedTest
    @CsvSource({"107, true", "108, false"})
    void aPathIsAtMostAsLongAsTheKernelTakes(int length, boolean possible) {
        assertEquals(possible, NotifySocket.at("/" + "x".repeat(length - 1)).isPresent());
    }

    @Test
    void withoutTheVariableNothingIsSaid() {
        try (var systemd = Systemd.of(Map.of("WATCHDOG_USEC", "1000"))) {
            systemd.ready();
            systemd.watch(() -> true);
            systemd.stopping();
        }
    }

    @Test
    void aSupervisorThatIsGoneDoesNoHarm() {
        try (var systemd = Systemd.of(Map.of("NOTIFY_SOCKET", folder + "/gone"))) {
            systemd.ready();
        }
    }

    @Test
    void aCallThatFailsDoesNoHarm() {
        var broken =
                new Systemd(
                        Optional.of(
                                _ -> {
                                    throw new IllegalStateException("no C library");
                                }),
                        Optional.empty());
        try (broken) {
            broken.ready();
        }
    }

    @Test
    void nothingIsSaidWhileTheBotIsNotWell() {
        try (var systemd = new Systemd(Optional.of(told::add), Optional.empty())) {
            systemd.beat(() -> false);
            systemd.beat(
                    () -> {
                        throw new IllegalStateException("a bug");
                    });
            assertEquals(List.of(), told);

            systemd.beat(() -> true);

            assertEquals(List.of("WATCHDOG=1"), told);
        }
    }

    @Test
    void signsOfLifeGoOn() throws Exception {
        var beats = new LinkedBlockingQueue<String>();
        try (var systemd =
                new Systemd(Optional.of(beats::add), Optional.of(Duration.ofMillis(1)))) {
            systemd.watch(() -> true);

            for (int i = 0; i < 3; i++) {
                assertEquals("WATCHDOG=1", beats.poll(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void signsOfLifeComeTwiceAsOftenAsTheyAreWanted() {
        assertEquals(
                Optional.of(Duration.ofSeconds(30)),
                Systemd.interval(Map.of("WATCHDOG_USEC", "60000000"), 7));
        assertEquals(
                Optional.of(Duration.ofSeconds(30)),
                Systemd.interval(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "7"), 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "soon", "99999999999999999999"})
    void nonsenseIsNoInterval(String micros) {
        assertEquals(Optional.empty(), Systemd.interval(Map.of("WATCHDOG_USEC", micros), 7));
    }

    @Test
    void signsOfLifeThatAreWantedOfAnotherProcessAreNotGiven() {
        assertEquals(
                Optional.empty(),
                Systemd.interval(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "8"), 7));
    }

    private static byte[] address(String path) {
        return ByteBuffer.allocate(2 + path.length())
                .order(ByteOrder.nativeOrder())
                .putShort((short) 1)
                .put(path.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
