package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;
import static parley.engine.Stage.TEXT;
import static parley.engine.Stage.effects;
import static parley.engine.Stage.told;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Session;
import parley.content.Letter.Edited;
import parley.content.Letter.Reacted;
import parley.engine.Recorder.Answer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

class LimitsTest {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Notice SLOW_DOWN = new Notice.SlowDown(PAUSE);
    private static final Notice SEARCH_LATER = new Notice.SearchLater(PAUSE);

    private final Stage stage = new Stage();

    @Test
    void whoSendsTooFastIsToldOnceAndNothingIsRelayed() {
        stage.meet(ALICE, BOB);
        stage.messages.shut(PAUSE);

        var first = stage.says(ALICE, 70, TEXT);

        assertEquals(List.of(told(ALICE, SLOW_DOWN)), effects(first));
        assertEquals(OptionalLong.of(70), first.getFirst().cause().messageId());
        assertEquals(0, first.getFirst().ticket());
        assertEquals(List.of(), stage.says(ALICE, 71, TEXT));
        assertEquals(List.of(), stage.says(ALICE, 72, TEXT));
    }

    @Test
    void theNoticeComesAgainAfterSomethingPassed() {
        var session = stage.meet(ALICE, BOB);
        stage.messages.shut(PAUSE);
        stage.says(ALICE, 70, TEXT);
        stage.messages.open();
        assertEquals(List.of(new Effect.Relay(BOB, session)), effects(stage.says(ALICE, 71, TEXT)));
        stage.messages.shut(PAUSE);

        assertEquals(List.of(told(ALICE, SLOW_DOWN)), effects(stage.says(ALICE, 72, TEXT)));
    }

    @Test
    void eachPersonIsToldForThemselves() {
        stage.meet(ALICE, BOB);
        stage.messages.shut(PAUSE);
        stage.says(ALICE, 70, TEXT);

        assertEquals(List.of(told(BOB, SLOW_DOWN)), effects(stage.says(BOB, 71, TEXT)));
    }

    @Test
    void aRefusedMessageIsDoneWhenTheNoticeIsAndAtOnceWithoutOne() throws Exception {
        stage.messages.shut(PAUSE);
        stage.outbox.hold();
        var done = new AtomicInteger();
        stage.engine.accept(stage.said(ALICE, 70, TEXT, () -> done.addAndGet(1)));
        stage.engine.accept(stage.said(ALICE, 71, TEXT, () -> done.addAndGet(10)));
        stage.settle();

        assertEquals(10, done.get());
        stage.outbox.take().forEach(post -> post.done().run());
        assertEquals(11, done.get());
    }

    @Test
    void aChangeOverTheLimitIsDroppedQuietly() {
        stage.meet(ALICE, BOB);
        stage.commands.shut(PAUSE);

        assertEquals(List.of(), stage.revises(ALICE, 70, new Edited(TEXT)));
        assertEquals(List.of(), stage.revises(ALICE, 70, new Reacted(Optional.of("👍"))));
    }

    @Test
    void whatIsDroppedQuietlyDoesNotTakeTheNoticeFromACommand() {
        stage.meet(ALICE, BOB);
        stage.commands.shut(PAUSE);
        stage.revises(ALICE, 70, new Reacted(Optional.of("👍")));

        assertEquals(List.of(told(ALICE, SLOW_DOWN)), effects(stage.asks(ALICE, Verb.HELP)));
    }

    @Test
    void theNoticeComesAgainAfterAChangePassed() {
        var session = stage.meet(ALICE, BOB);
        stage.commands.shut(PAUSE);
        stage.asks(ALICE, Verb.HELP);
        stage.commands.open();
        var passed = stage.revises(ALICE, 70, new Edited(TEXT));
        assertEquals(List.of(new Effect.Relay(BOB, session)), effects(passed));
        stage.commands.shut(PAUSE);

        assertEquals(List.of(told(ALICE, SLOW_DOWN)), effects(stage.asks(ALICE, Verb.HELP)));
    }

    @Test
    void takingBackTooFastIsRefusedLikeAnyCommand() {
        stage.meet(ALICE, BOB);
        stage.commands.shut(PAUSE);

        var posts = stage.unsends(ALICE, 71, Optional.of(70L));

        assertEquals(List.of(told(ALICE, SLOW_DOWN)), effects(posts));
        assertEquals(OptionalLong.of(71), posts.getFirst().cause().messageId());
    }

    @Test
    void commandsHaveALimitOfTheirOwn() {
        stage.meet(ALICE, BOB);
        stage.commands.shut(PAUSE);

        assertEquals(1, stage.says(ALICE, 70, TEXT).size());
        assertEquals(List.of(told(ALICE, SLOW_DOWN)), effects(stage.asks(ALICE, Verb.HELP)));
        assertEquals(List.of(), stage.asks(ALICE, Verb.END));
        assertEquals(Session.Paired.class, stage.chats.session(ALICE.pseudonym()).getClass());
    }

    @Test
    void messagesDoNotUseUpTheLimitOfCommands() {
        stage.meet(ALICE, BOB);
        stage.commands.asked.clear();
        stage.messages.asked.clear();

        stage.says(ALICE, 70, TEXT);
        stage.asks(BOB, Verb.HELP);

        assertEquals(List.of(ALICE.pseudonym()), List.copyOf(stage.messages.asked));
        assertEquals(List.of(BOB.pseudonym()), List.copyOf(stage.commands.asked));
    }

    @Test
    void aSecondSearchTooSoonIsRefused() {
        stage.asks(ALICE, Verb.FIND);
        stage.asks(ALICE, Verb.END);
        stage.searches.shut(PAUSE);

        assertEquals(List.of(told(ALICE, SEARCH_LATER)), effects(stage.asks(ALICE, Verb.FIND)));
        assertEquals(new Session.Idle(), stage.chats.session(ALICE.pseudonym()));
        assertEquals(List.of(), stage.asks(ALICE, Verb.NEXT));
    }

    @Test
    void theNextPartnerTooSoonIsRefusedAndTheChatGoesOn() {
        var session = stage.meet(ALICE, BOB);
        stage.searches.shut(PAUSE);

        assertEquals(List.of(told(ALICE, SEARCH_LATER)), effects(stage.asks(ALICE, Verb.NEXT)));
        assertEquals(session, stage.session(ALICE));
    }

    @Test
    void whoSearchesAlreadyOrIsInAChatIsNotCountedNorRefused() {
        stage.asks(ALICE, Verb.FIND);
        stage.searches.asked.clear();
        stage.searches.shut(PAUSE);
        assertEquals(
                List.of(told(ALICE, Plain.STILL_SEARCHING)), effects(stage.asks(ALICE, Verb.FIND)));

        stage.searches.open();
        stage.asks(BOB, Verb.FIND);
        stage.searches.asked.clear();
        stage.searches.shut(PAUSE);
        assertEquals(
                List.of(told(ALICE, Notice.Topic.ALREADY_IN_CHAT, stage.session(ALICE))),
                effects(stage.asks(ALICE, Verb.FIND)));
        assertEquals(List.of(), List.copyOf(stage.searches.asked));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"FIND", "NEXT"},
            mode = EnumSource.Mode.EXCLUDE)
    void nothingElseCountsAsASearch(Verb verb) {
        stage.asks(ALICE, verb);

        assertEquals(List.of(), List.copyOf(stage.searches.asked));
    }

    @Test
    void aSearchThatIsOverTheLimitOfCommandsIsNotCountedAsASearch() {
        stage.commands.shut(PAUSE);

        assertEquals(List.of(told(ALICE, SLOW_DOWN)), effects(stage.asks(ALICE, Verb.FIND)));
        assertEquals(List.of(), List.copyOf(stage.searches.asked));
    }

    @Test
    void aPressOverTheLimitIsAlwaysAnsweredAndSaysWhyOnce() {
        stage.searches.shut(PAUSE);

        assertEquals(List.of(), stage.presses(ALICE, Verb.FIND, Optional.empty()));
        assertEquals(List.of(), stage.presses(ALICE, Verb.FIND, Optional.empty()));

        assertEquals(
                List.of(
                        new Answer("press", Optional.of(SEARCH_LATER)),
                        new Answer("press", Optional.empty())),
                stage.outbox.takeAnswers());
    }
}
