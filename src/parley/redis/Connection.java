package parley.redis;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One connection that many threads share: requests leave as they come, several in one packet, and
/// replies are given out in the same order. Whatever goes wrong ends it for all who wait, for after
/// a reply that did not come nobody knows whose the next one is.
final class Connection implements AutoCloseable {
    private final Wire wire;
    private final BlockingQueue<Call> outgoing = new LinkedBlockingQueue<>();
    private final Queue<Call> awaiting = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<IOException> end = new CompletableFuture<>();
    private final Thread writer;

    private static final class Call {
        private final byte[] request;
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();

        Call(byte[] request) {
            this.request = request;
        }
    }

    /// Starts to speak.
    Connection(Wire wire) {
        this.wire = wire;
        writer = Thread.ofVirtual().name("redis writer").start(() -> untilItFails(this::write));
    }

    /// Sends a request and waits for its reply.
    ///
    /// @throws IOException when the connection has ended; so it does when there is no reply in time
    Reply call(byte[] request, Duration limit) throws IOException, InterruptedException {
        var call = new Call(request);
        outgoing.add(call);
        if (end.isDone()) {
            failAll();
        }
        try {
            return call.reply.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            var late = new SocketTimeoutException("no answer within " + limit.toMillis() + " ms");
            end(late);
            throw late;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    boolean isOpen() {
        return !end.isDone();
    }

    /// Waits until the connection has ended, and says why.
    IOException awaitEnd() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        end(new IOException("the connection was closed here"));
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void untilItFails(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            end(e);
        } catch (InterruptedException _) {
            close();
        } catch (RuntimeException e) {
            // A fault of ours must not leave anybody waiting.
            end(new IOException(e.toString(), e));
        }
        // Once more, for a request that was between the queues when it ended.
        failAll();
    }

    private void write() throws IOException, InterruptedException {
        var out = new BufferedOutputStream(wire.out());
        var call = outgoing.take();
        awaiting.add(call);
        // TLS shakes hands now, in this thread alone, else each would blame the other.
        out.write(call.request);
        out.flush();
        // What a server says before it is asked, such as that it is full, answers the first call.
        Thread.ofVirtual().name("redis reader").start(() -> untilItFails(this::read));
        call = outgoing.take();
        while (true) {
            awaiting.add(call);
            out.write(call.request);
            call = outgoing.poll();
            if (call == null) {
                out.flush();
                call = outgoing.take();
            }
        }
    }

    private void read() throws IOException {
        var in = new RespReader(new BufferedInputStream(wire.in()));
        while (true) {
            var reply = in.read();
            while (reply instanceof Reply.Annotated annotated) {
                reply = annotated.reply();
            }
            if (!(reply instanceof Reply.Push)) {
                answer(reply);
            }
        }
    }

    private void answer(Reply reply) throws IOException {
        var call = awaiting.poll();
        if (call == null) {
            throw new ProtocolException("a reply that nobody asked for");
        }
        call.reply.complete(reply);
    }

    private void end(IOException why) {
        if (!end.complete(why)) {
            return;
        }
        try {
            wire.closer().close();
        } catch (IOException _) {
            // It is gone either way.
        }
        writer.interrupt();
        failAll();
    }

    private void failAll() {
        var why = end.join();
        for (var queue : List.of(outgoing, awaiting)) {
            for (var call = queue.poll(); call != null; call = queue.poll()) {
                call.reply.completeExceptionally(why);
            }
        }
    }
}
