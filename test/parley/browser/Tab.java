package parley.browser;

import parley.json.Json;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// One tab: looks, clicks, types, and remembers what the browser complained about.
final class Tab {
    private static final Map<String, Integer> KEYS =
            Map.of(
                    "Enter",
                    13,
                    "Escape",
                    27,
                    "Tab",
                    9,
                    "ArrowDown",
                    40,
                    "ArrowUp",
                    38,
                    "End",
                    35,
                    "Home",
                    36);
    private static final int SHIFT = 8;

    private final DevTools tools;
    private final String session;
    private final String target;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Map<?, ?>> chooser = new CompletableFuture<>();
    private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();

    Tab(DevTools tools, String session, String target) {
        this.tools = tools;
        this.session = session;
        this.target = target;
        tools.listen(this::heard);
    }

    private void heard(DevTools.Event event) {
        if (!event.session().equals(session)) {
            return;
        }
        var params = event.params();
        switch (event.method()) {
            case "Runtime.exceptionThrown" -> complaints.add(Json.pretty(readable(params)));
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning", "assert").contains(params.get("type"))) {
                    complaints.add(String.valueOf(params.get("args")));
                }
            }
            case "Log.entryAdded" -> complaints.add(String.valueOf(params.get("entry")));
            case "Page.fileChooserOpened" -> chooser.complete(params);
            case "Page.loadEventFired" -> loaded.complete(true);
            default -> {}
        }
    }

    private static Object readable(Map<?, ?> params) {
        return Map.of("exception", String.valueOf(params));
    }

    void prepare() throws Exception {
        for (var domain : List.of("Page", "Runtime", "Log", "DOM", "Network")) {
            call(domain + ".enable", Map.of());
        }
        size(1440, 1000, false);
    }

    /// Errors and warnings of the console, uncaught exceptions, and whatever was blocked.
    List<String> complaints() {
        return complaints;
    }

    /// Opens an address and waits until it is loaded.
    void show(URI address) throws Exception {
        loaded = new CompletableFuture<>();
        call("Page.navigate", Map.of("url", address.toString()));
        loaded.get(DevTools.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /// Loads the page again.
    void reload() throws Exception {
        loaded = new CompletableFuture<>();
        call("Page.reload", Map.of());
        loaded.get(DevTools.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /// The value of an expression, after the promise that it may be.
    Object value(String expression) throws Exception {
        var params =
                Map.<String, Object>of(
                        "expression", expression, "awaitPromise", true, "returnByValue", true);
        var answer = call("Runtime.evaluate", params);
        if (answer.get("exceptionDetails") instanceof Map<?, ?> details) {
            throw new AssertionError(expression + "\n" + details);
        }
        return ((Map<?, ?>) answer.get("result")).get("value");
    }

    /// Waits until an expression is true, looking whenever the document changes.
    void await(String condition) throws Exception {
        var script =
                """
                new Promise((done, failed) => {
                  const holds = () => { try { return Boolean(%s); } catch { return false; } };
                  const end = Date.now() + 60000;
                  const look = () => {
                    if (holds()) return done(true);
                    if (Date.now() < end) return setTimeout(look, 5);
                    failed(new Error('did not happen; the page shows:\\n' + document.body.innerText));
                  };
                  look();
                })\
                """;
        value(script.formatted(condition));
    }

    /// Clicks in the middle of the first element that matches, as a mouse does.
    void click(String selector) throws Exception {
        clickOn("document.querySelector(" + quoted(selector) + ")");
    }

    /// The same for the element that an expression gives, once it stands still and nothing is in
    /// front of it.
    void clickOn(String element) throws Exception {
        await(element);
        var script =
                """
                (async () => {
                  const frame = () => new Promise(requestAnimationFrame);
                  const where = (e) => {
                    e?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
                    const r = e?.getBoundingClientRect();
                    return r ? [r.x + r.width / 2, r.y + r.height / 2] : [-1, -1];
                  };
                  for (let last = []; ;) {
                    await frame();
                    const e = %1$s;
                    const at = where(e);
                    const top = document.elementFromPoint(...at);
                    if (String(at) === String(last) && top && e.contains(top)) return at;
                    last = at;
                  }
                })()\
                """;
        var at = (List<?>) value(script.formatted(element));
        for (var type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            ((Number) at.get(0)).doubleValue(),
                            "y",
                            ((Number) at.get(1)).doubleValue(),
                            "button",
                            type.equals("mouseMoved") ? "none" : "left",
                            "clickCount",
                            1));
        }
    }

    /// Types into whatever has the focus.
    void type(String text) throws Exception {
        call("Input.insertText", Map.of("text", text));
    }

    /// Presses a key by its name, such as `Enter` or `Shift+Enter`.
    void key(String name) throws Exception {
        int modifiers = name.startsWith("Shift+") ? SHIFT : 0;
        var key = name.replaceFirst(".*[+]", "");
        var text = key.equals("Enter") ? "\r" : "";
        for (var type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "code",
                            key,
                            "windowsVirtualKeyCode",
                            KEYS.get(key),
                            "modifiers",
                            modifiers,
                            "text",
                            type.equals("keyDown") ? text : ""));
        }
    }

    /// Does something that asks for a file, and gives it this one.
    void choose(Path file, Action action) throws Exception {
        chooser = new CompletableFuture<>();
        call("Page.setInterceptFileChooserDialog", Map.of("enabled", true));
        action.run();
        var asked = chooser.get(DevTools.LIMIT.toSeconds(), TimeUnit.SECONDS);
        call(
                "DOM.setFileInputFiles",
                Map.of(
                        "files",
                        List.of(file.toString()),
                        "backendNodeId",
                        asked.get("backendNodeId")));
    }

    /// What a test does.
    interface Action {
        void run() throws Exception;
    }

    /// As large as a screen is.
    void size(int width, int height, boolean mobile) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        mobile ? 2 : 1,
                        "mobile",
                        mobile));
    }

    /// As somebody who prefers dark colours sees it, or light ones.
    void dark(boolean dark) throws Exception {
        var scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /// Writes what is seen as PNG.
    void picture(Path file) throws Exception {
        var shot = call("Page.captureScreenshot", Map.of("format", "png"));
        Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
    }

    /// A text as JavaScript.
    static String quoted(String text) {
        return Json.write(text);
    }

    private Map<?, ?> call(String method, Map<String, Object> params) throws Exception {
        return tools.call(session, method, params);
    }

    /// Closes it, as somebody who goes away.
    void vanish() throws Exception {
        tools.call("", "Target.closeTarget", Map.of("targetId", target));
    }
}
