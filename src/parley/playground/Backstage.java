package parley.playground;

import parley.playground.schema.Body;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What whoever shows a playground to people has to know besides: everything as it happens, and the
/// files behind the messages.
public final class Backstage {
    private final Playground playground;

    /// Looks behind this playground.
    public Backstage(Playground playground) {
        this.playground = playground;
    }

    /// From now on calls the listener with every call of the bot, once it was answered. The
    /// listener must be quick, and come along with several threads at once.
    public void listen(Consumer<Playground.Call> listener) {
        playground.door().listen(listener);
    }

    /// From now on calls the watcher with every change of a person's chat, in order and one at a
    /// time. It must be quick.
    public void watch(Human human, Consumer<Phone.Change> watcher) {
        human.phone().watch(watcher);
    }

    /// Gives a person other names or another language.
    ///
    /// @throws IllegalArgumentException when the profile is of somebody else
    public void rename(Human human, Profile profile) {
        if (human.id() != profile.id()) {
            throw new IllegalArgumentException("an id is for ever");
        }
        human.becomes(profile);
    }

    /// Lets the bot write first to somebody who wrote to it in an earlier playground.
    public void recall(Human human) {
        human.wroteBefore();
    }

    /// Whether this person blocks the bot.
    public boolean isBlocking(Human human) {
        return human.isBlocking();
    }

    /// The commands that the bot offers to people of this language, each a `BotCommand`.
    public List<?> commands(String language) {
        return (List<?>) playground.methods().commands(language);
    }

    /// Keeps a file, to be sent by [Human#sends].
    ///
    /// @param kind the field of a message that will hold it, such as `photo`
    /// @param type its media type; empty when it is not known
    /// @return the value of that field
    public Object file(String kind, String fileName, String type, byte[] content) {
        return playground
                .messages()
                .files()
                .uploaded(kind, Body.Upload.of(fileName, type, content));
    }

    /// The content of a file by its `file_id`, whoever sent it.
    public Optional<byte[]> content(String fileId) {
        return playground.messages().files().content(fileId);
    }

    /// Parameters of a call with nothing in them but JSON: files become a few words.
    public static Map<String, Object> readable(Map<String, Object> params) {
        var readable = new LinkedHashMap<String, Object>();
        params.forEach((name, value) -> readable.put(name, readable(value)));
        return readable;
    }

    private static Object readable(Object value) {
        return switch (value) {
            case null -> "null";
            case Body.Upload(var file, _, var bytes) ->
                    "(file " + file + ", " + bytes.length() + " bytes)";
            case List<?> list -> list.stream().map(Backstage::readable).toList();
            case Map<?, ?> map -> {
                var readable = new LinkedHashMap<String, Object>();
                map.forEach((name, item) -> readable.put((String) name, readable(item)));
                yield readable;
            }
            default -> value;
        };
    }
}
