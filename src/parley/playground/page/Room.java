package parley.playground.page;

import parley.playground.Backstage;
import parley.playground.Group;
import parley.playground.Human;
import parley.playground.Playground;
import parley.playground.Profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The chat of the moderators: a group in which the visitor is either moderator, or a guest who has
/// no say there.
final class Room {
    private static final long GUEST = 5_559_000_003L;
    private static final Map<Long, String> NAMES =
            Map.of(
                    Page.MODERATORS.get(0),
                    "Moderator A",
                    Page.MODERATORS.get(1),
                    "Moderator B",
                    GUEST,
                    "Guest");

    /// The bot tells Telegram only of its commands for private chats.
    private static final List<Map<String, Object>> COMMANDS =
            List.of(
                    command("reports", false, "the open reports"),
                    command("show", true, "one report, by its id"),
                    command("ban", true, "by the id of a report: /ban ID 7d why"),
                    command("unban", true, "let somebody in again"),
                    command("stats", false, "how much is going on"),
                    command("announce", true, "tell everybody who is in a chat"),
                    command("help", false, "all of these"));

    private final Group group;
    private final Person screen;
    private final Map<Long, Human> members = new LinkedHashMap<>();

    Room(Playground playground, Backstage backstage, Tabs tabs) {
        var profile = new Profile(Page.MODERATORS_CHAT, "Moderators", "", "", "en");
        group = new Group(playground.human(profile));
        screen = new Person(group.chat(), profile, backstage);
        backstage.watch(group.chat(), change -> tabs.tell(() -> screen.see(change)));
        NAMES.keySet().stream()
                .sorted()
                .map(id -> new Profile(id, NAMES.get(id), "", "", "en"))
                .forEach(member -> members.put(member.id(), playground.human(member)));
    }

    private static Map<String, Object> command(String name, boolean more, String description) {
        return Map.of("command", name, "more", more, "description", description);
    }

    Group group() {
        return group;
    }

    /// What all of them see.
    Person screen() {
        return screen;
    }

    Human member(long id) throws Complaint {
        var member = members.get(id);
        if (member == null) {
            throw Complaint.malformed("nobody with this id is in the moderators' chat");
        }
        return member;
    }

    /// Who is there, and the newest messages.
    Map<String, Object> view() {
        var view = screen.whole();
        view.put("commands", COMMANDS);
        view.put("members", members.keySet().stream().map(Room::view).toList());
        return view;
    }

    private static Map<String, Object> view(long member) {
        return Map.of("id", member, "name", NAMES.get(member));
    }
}
