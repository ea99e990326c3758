package parley.playground.page;

import parley.json.Fields;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What a visitor can do on the page, each named by the field `act` of a request.
final class Acts {
    private static final Map<String, Object> DONE = Map.of("done", true);
    private static final int MAX_EMOJI = 16;

    private final People people;
    private final Room room;
    private final Letters letters;
    private final Trouble trouble;

    Acts(People people, Room room, Letters letters, Trouble trouble) {
        this.people = people;
        this.room = room;
        this.letters = letters;
        this.trouble = trouble;
    }

    /// Does what a request asks for.
    ///
    /// @return the answer
    Map<String, Object> carryOut(Fields request)
            throws Complaint, IOException, InterruptedException {
        var act = request.text("act");
        switch (act) {
            case "add" -> {
                var added = people.add(request.text("name"), request.text("language"));
                return Map.of("person", added.id());
            }
            case "slow" -> trouble.slow(request.flag("on"));
            case "outage" -> trouble.outage(request.flag("on"));
            case "kill" -> trouble.kill();
            case "start" -> trouble.start();
            default -> {
                long chat = request.number("person");
                if (chat == Page.MODERATORS_CHAT) {
                    inRoom(act, request);
                } else {
                    carryOut(act, people.find(chat), request);
                }
            }
        }
        return DONE;
    }

    /// In the moderators' chat it matters who of them does it.
    private void inRoom(String act, Fields request) throws Complaint {
        var screen = room.screen();
        switch (act) {
            case "flood" -> trouble.flood(screen.id());
            case "send" -> {
                var member = room.member(request.number("as"));
                for (var message : written(screen, request)) {
                    allowed(screen, () -> room.group().sends(member, message));
                }
            }
            case "press" -> {
                var member = room.member(request.number("as"));
                var data = request.text("data");
                var button = Letters.button(found(screen, request.number("message")), data);
                allowed(screen, () -> room.group().presses(member, button, data));
            }
            default -> throw Complaint.malformed("not in the moderators' chat");
        }
    }

    private void carryOut(String act, Person person, Fields request) throws Complaint {
        switch (act) {
            case "change" -> people.change(person, request.text("name"), request.text("language"));
            case "remove" -> people.remove(person);
            case "block" -> people.block(person, request.flag("on"));
            case "flood" -> trouble.flood(person.id());
            case "send" -> send(person, request);
            case "edit" -> edit(person, request);
            case "react" -> react(person, request);
            case "press" -> press(person, request);
            default -> throw Complaint.malformed("unknown act");
        }
    }

    private void send(Person person, Fields request) throws Complaint {
        for (var message : written(person, request)) {
            allowed(person, () -> person.human().sends(message));
        }
    }

    private List<Map<String, Object>> written(Person person, Fields request) throws Complaint {
        var reply = request.optionalNumber("reply");
        var messages = letters.written(request);
        if (reply.isPresent()) {
            var target = Letters.quoted(found(person, reply.get()));
            messages.forEach(message -> message.put("reply_to_message", target));
        }
        return messages;
    }

    private void edit(Person person, Fields request) throws Complaint {
        var old = found(person, request.number("message"));
        if (!(old.get("from") instanceof Map<?, ?> sender)
                || !sender.get("id").equals(person.id())) {
            throw Complaint.conflict("only your own messages can be edited");
        }
        var content = Letters.edited(old, request);
        allowed(person, () -> person.human().edits(request.number("message"), content));
    }

    private void react(Person person, Fields request) throws Complaint {
        var emoji = request.text("emoji");
        if (emoji.length() > MAX_EMOJI || !Letters.isUnicode(emoji)) {
            throw Complaint.malformed("not an emoji");
        }
        long id = request.number("message");
        found(person, id);
        var now = emoji.isEmpty() ? new String[0] : new String[] {emoji};
        allowed(person, () -> person.human().reacts(id, now));
    }

    private void press(Person person, Fields request) throws Complaint {
        var message = found(person, request.number("message"));
        var button = Letters.button(message, request.text("data"));
        allowed(person, () -> person.human().presses(button, request.text("data")));
    }

    private static Map<String, Object> found(Person person, long id) throws Complaint {
        return person.message(id)
                .orElseThrow(() -> Complaint.conflict("that message is not there any more"));
    }

    /// The bot may have deleted a message since it was looked for, which is no bug of anybody.
    private static void allowed(Person person, Runnable act) throws Complaint {
        if (person.isBlocking()) {
            throw Complaint.conflict("the bot is blocked here; unblock it first");
        }
        try {
            act.run();
        } catch (AssertionError | IllegalStateException e) {
            throw Complaint.conflict("not possible any more: " + e.getMessage());
        }
    }
}
