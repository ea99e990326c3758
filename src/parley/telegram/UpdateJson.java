package parley.telegram;

import parley.chat.Button;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Gist;
import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.content.Letter;
import parley.content.Letter.Edited;
import parley.content.Letter.Reacted;
import parley.content.Letter.Reply;
import parley.content.Prints;
import parley.json.DecodeException;
import parley.json.Elements;
import parley.json.Fields;
import parley.json.Json;
import parley.telegram.Update.Command;
import parley.telegram.Update.Left;
import parley.telegram.Update.Message;
import parley.telegram.Update.Nothing;
import parley.telegram.Update.Payload;
import parley.telegram.Update.Press;
import parley.telegram.Update.Stray;

import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Updates from JSON. Reads ids, dates, the language and the content, and nothing else: names,
/// usernames and the like are never looked at.
final class UpdateJson {
    private static final System.Logger LOG = System.getLogger("parley.telegram");

    private static final Pattern ID = Pattern.compile("\"update_id\"\\s*:\\s*(\\d{1,18})\\b");

    private final Function<UserId, Pseudonym> pseudonyms;
    private final DeskJson desk;

    private volatile String name = "";

    /// The newest date seen: a press has none of its own, and happened no earlier than this.
    private Instant latest = Instant.EPOCH;

    /// @param pseudonyms who a Telegram id is
    /// @param room the moderators' chat
    UpdateJson(Function<UserId, Pseudonym> pseudonyms, OptionalLong room) {
        this.pseudonyms = pseudonyms;
        this.desk = new DeskJson(pseudonyms, room, () -> name);
    }

    /// From now on it is known how this bot is called; commands that name another are not for it.
    void called(String username) {
        name = username;
    }

    /// Never fails because of what is inside the update: one that cannot be read must still move
    /// the offset, or it would be fetched for ever.
    ///
    /// @throws DecodeException when there is not even an id
    Update update(Fields json) {
        long id = json.number("update_id");
        try {
            boolean whole = desk.isOrder(json);
            return new Update(id, key(json), payload(json, id), Essence.of(json, whole));
        } catch (DecodeException | DateTimeException e) {
            LOG.log(Level.WARNING, "update {0} skipped: {1}", id, e.getMessage());
            return unread(id);
        }
    }

    private static Update unread(long id) {
        return new Update(id, "", new Nothing(), "");
    }

    /// The updates of an answer that cannot be read as a whole, each for itself: one that is nested
    /// too deep for the parser, say, must not come again and again with all others of its batch.
    ///
    /// @return nothing when no update can be told from the others
    Optional<List<Update>> salvage(String answer) {
        return Elements.of(answer, "result")
                .map(all -> all.stream().map(this::piece).flatMap(Optional::stream).toList())
                .filter(updates -> !updates.isEmpty());
    }

    private Optional<Update> piece(String text) {
        try {
            return Optional.of(update(new Fields("update", Json.parse("update", text))));
        } catch (DecodeException e) {
            var id = ID.matcher(text);
            if (!id.find()) {
                LOG.log(Level.WARNING, "an update without an id skipped: {0}", e.getMessage());
                return Optional.empty();
            }
            LOG.log(Level.WARNING, "update {0} skipped: {1}", id.group(1), e.getMessage());
            return Optional.of(unread(Long.parseLong(id.group(1))));
        }
    }

    private Payload payload(Fields json, long id) {
        if (json.has("message")) {
            return message(json.object("message"), id);
        }
        if (json.has("edited_message")) {
            return edited(json.object("edited_message"), id);
        }
        if (json.has("message_reaction")) {
            return reaction(json.object("message_reaction"), id);
        }
        if (json.has("callback_query")) {
            return press(json.object("callback_query"), id);
        }
        if (json.has("my_chat_member")) {
            return membership(json.object("my_chat_member"), id);
        }
        return new Nothing();
    }

    /// When something happened. Dates are whole seconds; the ids of updates, which grow, tell what
    /// came first within one.
    ///
    /// @param update the update id
    private static Instant at(long date, long update) {
        return Instant.ofEpochSecond(date, Math.floorMod(update, 1_000_000_000L));
    }

    private Payload message(Fields json, long update) {
        var chat = json.object("chat");
        if (desk.isCommand(json)) {
            return desk.command(json, see(json, update));
        }
        if (!chat.text("type").equals("private")) {
            return stray(chat);
        }
        var person = human(json, chat);
        if (person.isEmpty() || MessageJson.isService(json)) {
            return new Nothing();
        }
        var from = person.get();
        long id = json.number("message_id");
        see(json, update);
        var reply = MessageJson.reply(json);
        return MessageJson.command(json)
                .<Payload>map(
                        verb ->
                                new Command(
                                        asked(json, from, verb), id, reply.map(Reply::messageId)))
                .orElseGet(() -> said(json, from, id, reply));
    }

    private Instant see(Fields message, long update) {
        latest = at(message.number("date"), update);
        return latest;
    }

    private Message said(Fields json, Person from, long id, Optional<Reply> reply) {
        var letter = MessageJson.fresh(json, reply);
        return new Message(
                new Said(from, latest, gist(letter)),
                id,
                letter,
                json.optionalText("media_group_id"));
    }

    private Asked asked(Fields json, Person from, Verb verb) {
        var words =
                verb == Verb.APPEAL
                        ? Optional.of(MessageJson.words(json))
                        : Optional.<String>empty();
        return new Asked(
                from, latest, verb, Optional.empty(), words, MessageJson.answeredBot(json));
    }

    /// The moderators' chat is not one to be left.
    private Payload stray(Fields chat) {
        return desk.isRoom(chat) ? new Nothing() : new Stray(chat.number("id"));
    }

    private Payload edited(Fields json, long update) {
        var chat = json.object("chat");
        return human(json, chat)
                .<Payload>map(
                        from -> edited(json, new Edited(MessageJson.content(json)), from, update))
                .orElseGet(Nothing::new);
    }

    private static Message edited(Fields json, Edited letter, Person from, long update) {
        var at = at(json.number("date"), update);
        return new Message(
                new Revised(from, at, gist(letter)),
                json.number("message_id"),
                letter,
                Optional.empty());
    }

    private static Gist gist(Letter letter) {
        return new Gist(Prints.of(letter), Prints.isMedia(letter));
    }

    private Payload reaction(Fields json, long update) {
        var chat = json.object("chat");
        return human(json.child("user"), chat)
                .<Payload>map(
                        from ->
                                new Message(
                                        new Revised(from, at(json.number("date"), update)),
                                        json.number("message_id"),
                                        new Reacted(emoji(json)),
                                        Optional.empty()))
                .orElseGet(Nothing::new);
    }

    /// The first plain emoji: a custom one belongs to a set that says whose it is, and a bot may
    /// put only one on a message.
    private static Optional<String> emoji(Fields json) {
        return json
                .each(
                        "new_reaction",
                        reaction ->
                                Optional.of(reaction)
                                        .filter(plain -> plain.text("type").equals("emoji"))
                                        .map(plain -> plain.text("emoji")))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Payload press(Fields json, long update) {
        if (!json.has("message")) {
            return new Nothing();
        }
        var message = json.object("message");
        long shown = message.optionalNumber("date").orElse(0L);
        var at = at(Math.max(shown, latest.getEpochSecond()), update);
        if (desk.isPress(json)) {
            return desk.press(json, at);
        }
        var person = human(json, message.object("chat"));
        if (person.isEmpty()) {
            return new Nothing();
        }
        var button = Button.parse(json.optionalText("data").orElse(""));
        // Whoever reports is asked what about by an answer to the message in question.
        boolean points = button.verb() == Verb.REPORT;
        var asked =
                new Asked(
                        person.get(),
                        at,
                        button.verb(),
                        button.about(),
                        button.detail(),
                        points ? MessageJson.answeredBot(message) : Optional.empty());
        var about = asked.answered().flatMap(_ -> MessageJson.reply(message));
        return new Press(asked, about.map(Reply::messageId), json.text("id"));
    }

    private Payload membership(Fields json, long update) {
        var chat = json.object("chat");
        var status = json.object("new_chat_member").text("status");
        boolean out = status.equals("kicked") || status.equals("left");
        if (!chat.text("type").equals("private")) {
            return out ? new Nothing() : stray(chat);
        }
        var at = at(json.number("date"), update);
        return human(json, chat)
                .filter(_ -> out)
                .<Payload>map(who -> new Left(new Gone(who, at, Optional.empty())))
                .orElseGet(Nothing::new);
    }

    /// The human whose private chat with the bot this is.
    private Optional<Person> human(Fields json, Fields chat) {
        return human(json.child("from"), chat);
    }

    private Optional<Person> human(Optional<Fields> from, Fields chat) {
        if (from.isEmpty() || from.get().flag("is_bot")) {
            return Optional.empty();
        }
        var id = new UserId(from.get().number("id"));
        if (chat.number("id") != id.value() || !chat.text("type").equals("private")) {
            return Optional.empty();
        }
        var language = from.get().optionalText("language_code").orElse("");
        return Optional.of(new Person(id, pseudonyms.apply(id), language));
    }

    private static String key(Fields json) {
        if (json.has("message")) {
            var message = json.object("message");
            return "m" + message.object("chat").number("id") + ":" + message.number("message_id");
        }
        if (json.has("edited_message")) {
            var message = json.object("edited_message");
            return "e%d:%d:%d"
                    .formatted(
                            message.object("chat").number("id"),
                            message.number("message_id"),
                            message.optionalNumber("edit_date").orElse(0L));
        }
        return json.child("callback_query").map(press -> "c" + press.text("id")).orElse("");
    }
}
