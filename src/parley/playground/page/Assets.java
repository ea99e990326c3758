package parley.playground.page;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The parts of the page and the samples, read once from beside the classes.
final class Assets {
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "jpg", "image/jpeg",
                    "webp", "image/webp",
                    "ogg", "audio/ogg",
                    "mp4", "video/mp4",
                    "txt", "text/plain; charset=utf-8");

    private static final String[] FILES = {
        "page.css",
        "icon.svg",
        "app.js",
        "api.js",
        "bubble.js",
        "composer.js",
        "database.js",
        "dom.js",
        "format.js",
        "inspector.js",
        "media.js",
        "memory.js",
        "menu.js",
        "people.js",
        "phone.js",
        "reader.js",
        "text.js",
        "trouble.js",
    };

    /// What can be sent at once, and as which kind.
    private static final Map<String, String> SAMPLES =
            Map.of(
                    "mountains.jpg", "photo",
                    "sea.jpg", "photo",
                    "city.jpg", "photo",
                    "voice.ogg", "voice",
                    "waves.mp4", "video",
                    "cat.webp", "sticker",
                    "notes.txt", "document");

    private final Map<String, Asset> assets = new HashMap<>();

    /// One file; its bytes are for reading only.
    static final class Asset {
        private final String type;
        private final byte[] content;

        private Asset(String type, byte[] content) {
            this.type = type;
            this.content = content;
        }

        String type() {
            return type;
        }

        byte[] content() {
            return content;
        }
    }

    Assets() throws IOException {
        add("/", "index.html");
        for (var name : FILES) {
            add("/" + name, name);
        }
        for (var name : SAMPLES.keySet()) {
            add("/samples/" + name, "samples/" + name);
        }
    }

    private void add(String path, String name) throws IOException {
        try (var in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing beside the classes");
            }
            var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            assets.put(path, new Asset(type, in.readAllBytes()));
        }
    }

    /// What there is at this path.
    Optional<Asset> find(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    /// The sample of this name, if it can be sent as this kind.
    Optional<Asset> sample(String kind, String name) {
        return kind.equals(SAMPLES.get(name)) ? find("/samples/" + name) : Optional.empty();
    }
}
