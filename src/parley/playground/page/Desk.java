package parley.playground.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import parley.json.Fields;
import parley.json.Json;
import parley.playground.Backstage;
import parley.playground.Playground;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Brings each request to whoever answers it.
final class Desk {
    private static final int MAX_REQUEST = 256 << 10;
    private static final String JSON = "application/json";

    private final Assets assets = new Assets();
    private final Tabs tabs;
    private final People people;
    private final Room room;
    private final Calls calls;
    private final Trouble trouble;
    private final Store store;
    private final Acts acts;
    private final Tables tables;

    private Desk(Playground playground, Page.Bot bot) throws IOException {
        var backstage = new Backstage(playground);
        tabs = new Tabs(() -> Map.of("type", "bot", "running", bot.isRunning()));
        people = new People(playground, backstage, tabs, Files.exists(bot.database()));
        room = new Room(playground, backstage, tabs);
        calls = new Calls(tabs);
        trouble = new Trouble(playground.faults(), bot, tabs);
        store = new Store(backstage, assets);
        acts = new Acts(people, room, new Letters(store), trouble);
        tables = new Tables(bot.database());
        backstage.listen(this::called);
    }

    /// Seats Ann and Ben.
    static Desk open(Playground playground, Page.Bot bot) throws IOException {
        var desk = new Desk(playground, bot);
        desk.people.seat("Ann");
        desk.people.seat("Ben");
        return desk;
    }

    private void called(Playground.Call call) {
        calls.add(call);
        if (call.method().endsWith("MyCommands") && !call.method().startsWith("get")) {
            people.commandsChanged();
        }
    }

    void serve(HttpExchange exchange) throws Complaint, IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod() + " " + path) {
            case "GET /events" -> tabs.serve(exchange, this::state);
            case "GET /database" -> reply(exchange, tables.read());
            case "POST /act" -> reply(exchange, acts.carryOut(request(exchange)));
            case "POST /files" -> reply(exchange, store.take(exchange, query(exchange)));
            default -> file(exchange, path);
        }
    }

    private void file(HttpExchange exchange, String path) throws Complaint, IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            throw new Complaint(404, "nothing can be posted there");
        }
        if (path.startsWith("/files/")) {
            store.give(exchange, path.substring("/files/".length()));
        } else {
            var asset = assets.find(path).orElseThrow(() -> new Complaint(404, "no such page"));
            Gate.answer(exchange, 200, asset.type(), asset.content());
        }
    }

    private Map<String, Object> state() {
        var state = new LinkedHashMap<String, Object>();
        state.put("type", "state");
        state.put("people", people.views());
        state.put("room", room.view());
        state.put("calls", calls.views());
        state.put("trouble", trouble.view());
        state.put("fileLimit", store.limit());
        return state;
    }

    private static Fields request(HttpExchange exchange) throws Complaint, IOException {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith(JSON)) {
            throw new Complaint(415, "only JSON");
        }
        var body = exchange.getRequestBody().readNBytes(MAX_REQUEST + 1);
        if (body.length > MAX_REQUEST) {
            throw new Complaint(413, "too large a request");
        }
        return new Fields("request", Json.parse("request", new String(body, UTF_8)));
    }

    private static Map<String, String> query(HttpExchange exchange) throws Complaint {
        var query = exchange.getRequestURI().getRawQuery();
        var values = new HashMap<String, String>();
        try {
            for (var pair : query == null ? new String[0] : query.split("&", -1)) {
                var parts = pair.split("=", 2);
                values.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
            }
            return values;
        } catch (IllegalArgumentException _) {
            throw Complaint.malformed("the query is not URL-encoded");
        }
    }

    private static void reply(HttpExchange exchange, Map<String, Object> answer)
            throws IOException {
        Gate.answer(exchange, 200, JSON, Json.write(answer).getBytes(UTF_8));
    }
}
