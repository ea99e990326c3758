package parley.playground.page;

import parley.json.Json;
import parley.playground.Backstage;
import parley.playground.Playground;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The newest calls of the bot, for the inspector. Each has a number, so that a tab can tell which
/// it knows.
final class Calls {
    private static final int KEPT = 200;
    private static final int MAX_SHOWN = 4_000;

    private final Deque<Numbered> newest = new ArrayDeque<>();
    private final Tabs tabs;
    private long count;

    Calls(Tabs tabs) {
        this.tabs = tabs;
    }

    private record Numbered(long number, Playground.Call call) {}

    void add(Playground.Call call) {
        Numbered numbered;
        synchronized (newest) {
            numbered = new Numbered(++count, call);
            newest.addLast(numbered);
            if (newest.size() > KEPT) {
                newest.removeFirst();
            }
        }
        tabs.tell(() -> Map.of("type", "call", "call", view(numbered)));
    }

    /// Oldest first.
    List<Map<String, Object>> views() {
        List<Numbered> calls;
        synchronized (newest) {
            calls = List.copyOf(newest);
        }
        return calls.stream().map(Calls::view).toList();
    }

    private static Map<String, Object> view(Numbered numbered) {
        var call = numbered.call();
        var params = Backstage.readable(call.params());
        var view = new LinkedHashMap<String, Object>();
        view.put("number", numbered.number());
        view.put("at", call.at().toEpochMilli());
        view.put("method", call.method());
        view.put("status", call.status());
        view.put("chat", String.valueOf(params.getOrDefault("chat_id", "")));
        view.put("request", cut(Json.pretty(params)));
        view.put("answer", cut(call.answer()));
        return view;
    }

    private static String cut(String text) {
        return text.length() <= MAX_SHOWN
                ? text
                : text.substring(0, MAX_SHOWN) + "… (" + text.length() + " characters)";
    }
}
