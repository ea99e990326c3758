package parley.telegram;

import parley.chat.Button;
import parley.chat.ChatEvent.Ordered;
import parley.chat.ChatEvent.Verb;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.json.Fields;
import parley.telegram.Update.Order;
import parley.telegram.Update.Payload;
import parley.telegram.Update.Pressed;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// What is wanted in the moderators' chat, from JSON. That is a group, or the private chat of a
/// moderator, who is a person like any other there as long as nothing of a moderator is asked for.
///
/// @param pseudonyms who a Telegram id is
/// @param room the id of that chat
/// @param name the username of the bot; empty as long as it is not known
record DeskJson(Function<UserId, Pseudonym> pseudonyms, OptionalLong room, Supplier<String> name) {
    /// Whoever writes as the group itself, or is a program.
    private static final UserId NOBODY = new UserId(0);

    private static final Set<String> COMMANDS =
            Set.of("reports", "show", "ban", "unban", "stats", "announce");
    private static final Set<Verb> BUTTONS = Set.of(Verb.JUDGE, Verb.PARDON);

    /// Whether this is a chat that the bot should stay in.
    boolean isRoom(Fields chat) {
        return room.isPresent() && chat.number("id") == room.getAsLong();
    }

    /// Whether the update is something for moderators.
    boolean isOrder(Fields update) {
        return update.child("message").filter(this::isCommand).isPresent()
                || update.child("callback_query").filter(this::isPress).isPresent();
    }

    /// Whether the message is a command for moderators.
    boolean isCommand(Fields message) {
        var chat = message.child("chat");
        return chat.isPresent()
                && isRoom(chat.get())
                && isMine(message)
                && MessageJson.word(message)
                        .filter(word -> COMMANDS.contains(word) || !isPrivate(chat.get()))
                        .isPresent();
    }

    /// There may be other bots in a group.
    private boolean isMine(Fields message) {
        return MessageJson.addressee(message)
                .filter(other -> !name.get().isEmpty() && !other.equalsIgnoreCase(name.get()))
                .isEmpty();
    }

    /// Whether the button is one for moderators.
    boolean isPress(Fields callback) {
        var chat = callback.child("message").flatMap(message -> message.child("chat"));
        var verb = Button.parse(callback.optionalText("data").orElse("")).verb();
        return chat.isPresent()
                && isRoom(chat.get())
                && (BUTTONS.contains(verb) || !isPrivate(chat.get()));
    }

    Payload command(Fields message, Instant at) {
        var words = MessageJson.word(message).orElseThrow() + " " + MessageJson.words(message);
        return order(message, at, words, Optional.empty());
    }

    /// The data of a button is what a moderator could write, with colons in it; of any other the
    /// desk hears that it is none of its own.
    Payload press(Fields callback, Instant at) {
        var pressed =
                new Pressed(callback.object("message").number("message_id"), callback.text("id"));
        var data = callback.optionalText("data").orElse("");
        var words = BUTTONS.contains(Button.parse(data).verb()) ? data.replace(':', ' ') : "judge";
        return order(callback, at, words, Optional.of(pressed));
    }

    private Payload order(Fields json, Instant at, String words, Optional<Pressed> press) {
        var from =
                json.child("from")
                        .filter(sender -> !sender.flag("is_bot"))
                        .map(sender -> new UserId(sender.number("id")))
                        .orElse(NOBODY);
        var by = pseudonyms.apply(from);
        return new Order(new Ordered(person(), at, Optional.of(by), words), press);
    }

    /// The chat, as somebody who can be told something.
    private Person person() {
        var id = new UserId(room.orElseThrow());
        return new Person(id, pseudonyms.apply(id), "");
    }

    private static boolean isPrivate(Fields chat) {
        return chat.text("type").equals("private");
    }
}
