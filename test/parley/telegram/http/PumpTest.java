package parley.telegram.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class PumpTest {
    private static final int BUFFER = 16 << 10;

    private final Client client = new Client();
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void nothingIsWrittenAheadOfWhatIsAskedFor() throws Exception {
        var pump = new Pump(this::writeForEver);
        pump.subscribe(client);

        client.asks(3);
        for (int i = 0; i < 3; i++) {
            assertEquals(BUFFER, ((ByteBuffer) client.next()).remaining());
        }
        pump.stop();

        assertTrue(client.next() instanceof IOException);
        assertTrue(written.get() <= 4 * BUFFER, written::toString);
        assertTrue(client.signals.isEmpty());
    }

    @Test
    void smallPiecesGoTogether() throws Exception {
        new Pump(
                        out -> {
                            out.write(new byte[100]);
                            out.write(7);
                            out.write(new byte[100]);
                        })
                .subscribe(client);
        client.asks(1);

        assertEquals(201, ((ByteBuffer) client.next()).remaining());
        assertEquals("end", client.next());
    }

    @Test
    void whatWasHandedOnDoesNotChange() throws Exception {
        new Pump(
                        out -> {
                            var bytes = new byte[BUFFER];
                            out.write(bytes);
                            bytes[0] = 7;
                            out.write(bytes);
                        })
                .subscribe(client);
        client.asks(2);

        assertEquals(0, ((ByteBuffer) client.next()).get());
        assertEquals(7, ((ByteBuffer) client.next()).get());
    }

    @Test
    void aBodyThatFailsDoesNotEnd() throws Exception {
        var failure = new ApiException.Rejected("download", 404, "gone");
        var pump =
                new Pump(
                        out -> {
                            out.write(new byte[BUFFER]);
                            throw failure;
                        });
        pump.subscribe(client);
        client.asks(10);

        client.next();
        assertSame(failure, client.next());
        assertSame(failure, assertThrows(ApiException.Rejected.class, pump::rethrow));
        assertTrue(client.signals.isEmpty());
    }

    @Test
    void aBugIsNotTakenForTrouble() throws Exception {
        var pump =
                new Pump(
                        _ -> {
                            throw new IllegalStateException("a bug");
                        });
        pump.subscribe(client);

        client.next();
        assertThrows(IllegalStateException.class, pump::rethrow);
    }

    @Test
    void troubleWithStreamsIsLeftToTheClient() throws Exception {
        var pump =
                new Pump(
                        _ -> {
                            throw new IOException("it broke off");
                        });
        pump.subscribe(client);

        client.next();
        pump.rethrow();
    }

    @Test
    void whoeverWaitsIsInterruptedWhenTheClientGivesUp() throws Exception {
        var waiting = new CountDownLatch(1);
        var pump =
                new Pump(
                        _ -> {
                            waiting.countDown();
                            new CountDownLatch(1).await();
                        });
        pump.subscribe(client);
        waiting.await();

        client.subscription.cancel();

        assertTrue(client.next() instanceof InterruptedException);
    }

    @Test
    void nothingWasPumpedYetWhenNobodyAsked() throws Exception {
        var pump = new Pump(this::writeForEver);

        pump.stop();
        pump.rethrow();

        assertFalse(written.get() > 0);
    }

    private void writeForEver(OutputStream out) throws IOException {
        while (true) {
            out.write(new byte[1024]);
            written.addAndGet(1024);
        }
    }

    /// Remembers what it is told, in order: buffers, a failure, or `end`.
    private static final class Client implements Flow.Subscriber<ByteBuffer> {
        private final LinkedBlockingQueue<Object> signals = new LinkedBlockingQueue<>();
        private Flow.Subscription subscription;

        void asks(int buffers) {
            subscription.request(buffers);
        }

        Object next() throws InterruptedException {
            return signals.poll(20, TimeUnit.SECONDS);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            signals.add(buffer);
        }

        @Override
        public void onError(Throwable problem) {
            signals.add(problem);
        }

        @Override
        public void onComplete() {
            signals.add("end");
        }
    }
}
