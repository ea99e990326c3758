package parley.playground.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import parley.json.Json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The open tabs, each told of everything by server-sent events: first the whole state, then what
/// changes.
///
/// Nobody waits for a tab. Each has a queue that its own thread empties; when that is full, the tab
/// is dropped, comes back by itself, and gets the state again.
final class Tabs {
    private static final int MAX_WAITING = 2_000;
    private static final int MAX_TABS = 32;
    private static final long PULSE_SECONDS = 1;

    /// So many milliseconds after a break the browser comes back.
    private static final byte[] RETRY = "retry: 500\n\n".getBytes(UTF_8);

    private final Set<Tab> open = ConcurrentHashMap.newKeySet();
    private final Supplier<Map<String, Object>> pulse;

    /// @param pulse what is told each second in which nothing happens, so that a tab that is gone
    ///   is noticed
    Tabs(Supplier<Map<String, Object>> pulse) {
        this.pulse = pulse;
    }

    private record Tab(BlockingQueue<String> waiting, Thread writer) {}

    /// Tells every tab; never waits. The event is not made when there is no tab.
    void tell(Supplier<Map<String, Object>> event) {
        if (open.isEmpty()) {
            return;
        }
        var json = Json.write(event.get());
        open.removeIf(tab -> isDropped(tab, json));
    }

    private static boolean isDropped(Tab tab, String json) {
        boolean full = !tab.waiting().offer(json);
        if (full) {
            tab.writer().interrupt();
        }
        return full;
    }

    /// Serves one tab until it is gone or dropped.
    ///
    /// Changes that come while the state is looked at are told again after it; each of them says
    /// how something is, not what to add, so that does no harm.
    void serve(HttpExchange exchange, Supplier<Map<String, Object>> state)
            throws Complaint, IOException, InterruptedException {
        if (open.size() >= MAX_TABS) {
            throw new Complaint(503, "too many tabs are open");
        }
        var tab = new Tab(new ArrayBlockingQueue<>(MAX_WAITING), Thread.currentThread());
        open.add(tab);
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write(RETRY);
            write(out, List.of(Json.write(state.get())));
            while (open.contains(tab)) {
                write(out, next(tab));
            }
        } finally {
            open.remove(tab);
        }
    }

    private List<String> next(Tab tab) throws InterruptedException {
        var events = new ArrayList<String>();
        var first = tab.waiting().poll(PULSE_SECONDS, TimeUnit.SECONDS);
        events.add(first == null ? Json.write(pulse.get()) : first);
        tab.waiting().drainTo(events);
        return events;
    }

    private static void write(OutputStream out, List<String> events) throws IOException {
        var text = new StringBuilder();
        events.forEach(event -> text.append("data: ").append(event).append("\n\n"));
        out.write(text.toString().getBytes(UTF_8));
        out.flush();
    }
}
