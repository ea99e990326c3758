package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;

import parley.chat.Button;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.SessionId;
import parley.content.Content;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Formatted;
import parley.content.Letter;
import parley.content.Letter.Album;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.content.Letter.Part;
import parley.content.Policy;
import parley.engine.Recorder.Posted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Alice talks with Bob where some things are asked about. What follows from each thing that she
/// does comes back as words: `relayed 70 hi`, `HELD links re 70`, `Bob: PARTNER_LEFT`.
final class Talk {
    final Stage stage;
    SessionId session;

    /// What is done with, in order.
    final List<Long> done = new ArrayList<>();

    Talk(Policy policy) {
        stage = new Stage(policy);
        session = stage.meet(ALICE, BOB);
        stage.outbox.take();
        stage.outbox.takeAnswers();
    }

    List<String> says(long message, String text) {
        return says(message, text(text));
    }

    List<String> says(long message, Content content) {
        return does(stage.said(ALICE, message, content, () -> done.add(message)));
    }

    List<String> sends(long message, Letter letter) {
        return does(stage.said(ALICE, message, letter, () -> done.add(message)));
    }

    /// Changes a message; the change has a number of its own when it is done with.
    List<String> edits(long message, Content content, long number) {
        return does(stage.revised(ALICE, message, new Edited(content), () -> done.add(number)));
    }

    List<String> unsends(long command, Optional<Long> message) {
        return does(stage.unsent(ALICE, command, message, () -> done.add(command)));
    }

    /// Answers a question in the chat that runs; the press is done with under this number.
    List<String> presses(Verb verb, String risk, long number) {
        return presses(ALICE, Button.of(verb, session, risk), number);
    }

    List<String> presses(Person who, Button button, long number) {
        return does(stage.pressed(who, button, () -> done.add(number)));
    }

    /// A command from anybody.
    List<String> asks(Person who, Verb verb) {
        return does(Incoming.of(stage.asked(who, verb), Entry.none(() -> {})));
    }

    /// Alice and Bob go on in a new chat.
    void meetAgain() {
        asks(ALICE, Verb.END);
        session = stage.meet(ALICE, BOB);
        stage.outbox.take();
        stage.outbox.takeAnswers();
    }

    /// Everything was delivered at once, so these are done with, once each, and nothing else is.
    void assertDone(long... numbers) {
        assertEquals(LongStream.of(numbers).boxed().toList(), done);
        done.clear();
    }

    static Content text(String text) {
        return new Content.Text(new Formatted(text, List.of()));
    }

    static Media file(long message, String caption) {
        var file = new File("file" + message, "unique" + message);
        return new Media(Kind.DOCUMENT, file, new Formatted(caption, List.of()), Look.PLAIN);
    }

    static Album album(String caption, long... messages) {
        var parts =
                LongStream.of(messages).mapToObj(id -> new Part(id, file(id, caption))).toList();
        return new Album(parts, Optional.empty(), Optional.of("7"));
    }

    private List<String> does(Incoming incoming) {
        stage.core.handle(incoming);
        return words(stage.outbox.take());
    }

    private List<String> words(List<Posted> posts) {
        return posts.stream().map(this::words).toList();
    }

    private String words(Posted post) {
        var about = post.cause().messageId();
        return switch (post.effect()) {
            case Effect.Relay(var to, var chat) -> {
                assertEquals(BOB, to);
                assertEquals(session, chat);
                yield "relayed " + about.orElseThrow() + words(post.cause().letter().orElseThrow());
            }
            case Effect.Notify(var to, var notice) ->
                    (to.equals(ALICE) ? "" : "Bob: ")
                            + words(notice)
                            + (about.isPresent() ? " re " + about.getAsLong() : "");
        };
    }

    private static String words(Notice notice) {
        return switch (notice) {
            case Notice.Held(_, var risk) -> "HELD " + risk;
            case Notice.Blocked(var risk) -> "BLOCKED " + risk;
            case Notice.NotPassed(var kind) -> "NOT_PASSED " + kind;
            case Notice.About(var topic, _) -> topic.name();
            default -> notice.toString();
        };
    }

    private static String words(Letter letter) {
        return switch (letter) {
            case Fresh fresh -> words(fresh.content());
            case Edited edited -> " edited" + words(edited.content());
            case Album album ->
                    album.parts().stream()
                            .map(part -> words(part.media()))
                            .collect(Collectors.joining(" +", "", effect(album)));
            case Letter.Reacted _ -> " reacted";
            case Letter.Unsent _ -> " unsent";
        };
    }

    private static String effect(Album album) {
        return album.effect().map(effect -> " with effect " + effect).orElse("");
    }

    private static String words(Content content) {
        return switch (content) {
            case Content.Text(var text) -> " " + text.text();
            case Media media -> " " + media.file().id() + " " + media.caption().text();
            case Content.Place _ -> " place";
            case Content.Refused(var kind) -> " refused " + kind;
        };
    }
}
