package parley.playground.page;

import parley.playground.Backstage;
import parley.playground.Human;
import parley.playground.Phone;
import parley.playground.Profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// One phone of the page.
final class Person {
    private static final int SHOWN = 300;

    private final Human human;
    private final Backstage backstage;
    private final Map<Long, Map<String, Object>> reactions = new ConcurrentHashMap<>();
    private volatile Profile profile;

    Person(Human human, Profile profile, Backstage backstage) {
        this.human = human;
        this.profile = profile;
        this.backstage = backstage;
        backstage.watch(human, this::keepReactions);
    }

    long id() {
        return human.id();
    }

    Human human() {
        return human;
    }

    boolean isBlocking() {
        return backstage.isBlocking(human);
    }

    void becomes(Profile other) {
        backstage.rename(human, other);
        profile = other;
    }

    Optional<Map<String, Object>> message(long messageId) {
        return human.phone().screen().reversed().stream()
                .filter(message -> message.get("message_id").equals(messageId))
                .findFirst();
    }

    /// The chat has no place for reactions: in the Bot API they are no part of a message.
    private void keepReactions(Phone.Change change) {
        switch (change) {
            case Phone.Change.Reacted(var id, var byBot, var emoji) ->
                    reactions
                            .computeIfAbsent(id, _ -> new ConcurrentHashMap<>())
                            .put(byBot ? "bot" : "own", emoji);
            case Phone.Change.Gone(var id) -> reactions.remove(id);
            case Phone.Change.Shown _, Phone.Change.Toasted _ -> {}
        }
    }

    /// A change as the page is told of it.
    Map<String, Object> see(Phone.Change change) {
        return switch (change) {
            case Phone.Change.Shown(var message) ->
                    Map.of("type", "message", "person", id(), "message", message);
            case Phone.Change.Gone(var message) ->
                    Map.of("type", "gone", "person", id(), "message", message);
            case Phone.Change.Toasted(var text) ->
                    Map.of("type", "toast", "person", id(), "text", text);
            case Phone.Change.Reacted(var message, _, _) ->
                    Map.of(
                            "type",
                            "reacted",
                            "person",
                            id(),
                            "message",
                            message,
                            "reactions",
                            Map.copyOf(reactions.getOrDefault(message, Map.of())));
        };
    }

    /// Who this is.
    Map<String, Object> view() {
        var now = profile;
        var view = new LinkedHashMap<String, Object>();
        view.put("id", now.id());
        view.put("name", now.firstName());
        view.put("language", now.languageCode());
        view.put("blocking", isBlocking());
        view.put("commands", backstage.commands(now.languageCode()));
        return view;
    }

    /// The same with the newest messages.
    Map<String, Object> whole() {
        var view = view();
        List<Map<String, Object>> screen = human.phone().screen();
        view.put("messages", screen.subList(Math.max(0, screen.size() - SHOWN), screen.size()));
        var shown = new LinkedHashMap<String, Object>();
        reactions.forEach((id, sides) -> shown.put(Long.toString(id), Map.copyOf(sides)));
        view.put("reactions", shown);
        return view;
    }
}
