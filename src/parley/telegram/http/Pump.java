package parley.telegram.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;

/// A body that is written while it is sent, by a virtual thread of its own: the client's threads
/// must never block. Whoever writes waits until the client has sent what was written before. How
/// long it becomes is not known, so that HTTP/1.1 sends it in chunks.
///
/// When the writing fails the body breaks off, so that the server sees that it is not whole.
final class Pump implements BodyPublisher {
    private static final int BUFFER = 16 << 10;

    private final Writer writer;
    private final Semaphore demand = new Semaphore(0);
    private volatile Thread thread;
    private volatile boolean over;
    private volatile Exception failure;

    /// What writes a body.
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws ApiException, IOException, InterruptedException;
    }

    Pump(Writer writer) {
        this.writer = writer;
    }

    @Override
    public long contentLength() {
        return -1;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> client) {
        var out = new BufferedOutputStream(new Outflow(client), BUFFER);
        var pumping = Thread.ofVirtual().unstarted(() -> run(client, out));
        thread = pumping;
        client.onSubscribe(
                new Flow.Subscription() {
                    @Override
                    public void request(long buffers) {
                        // The client asks for one at a time.
                        demand.release(Math.toIntExact(buffers));
                    }

                    @Override
                    public void cancel() {
                        stop();
                    }
                });
        pumping.start();
    }

    private void run(Flow.Subscriber<? super ByteBuffer> client, OutputStream out) {
        try {
            writer.write(out);
            out.flush();
        } catch (ApiException | IOException | InterruptedException | RuntimeException e) {
            failure = e;
            client.onError(e);
            return;
        }
        client.onComplete();
    }

    /// Throws what ended the writing, if it is more than trouble with what was read or sent.
    void rethrow() throws ApiException {
        switch (failure) {
            case ApiException e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> {}
        }
    }

    /// Ends the writing, if it has not come to its end by itself. An interrupt alone may be lost
    /// while the client is at work in the same thread.
    void stop() {
        over = true;
        demand.release();
        var pumping = thread;
        if (pumping != null) {
            pumping.interrupt();
        }
    }

    /// Hands on a copy of what is written, as soon as the client asks for more.
    private final class Outflow extends OutputStream {
        private final Flow.Subscriber<? super ByteBuffer> client;

        Outflow(Flow.Subscriber<? super ByteBuffer> client) {
            this.client = client;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                demand.acquire();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the request is over");
            }
            if (over) {
                throw new InterruptedIOException("the request is over");
            }
            client.onNext(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + count)));
        }
    }
}
