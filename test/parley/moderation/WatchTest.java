package parley.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.moderation.Stage.ANN;
import static parley.moderation.Stage.BEN;
import static parley.moderation.Stage.CARA;
import static parley.moderation.Stage.OFF;
import static parley.moderation.Stage.isRelayed;
import static parley.moderation.Stage.only;
import static parley.moderation.Stage.told;

import org.junit.jupiter.api.Test;

import parley.chat.Change;
import parley.chat.Change.Penalty;
import parley.chat.Change.Sanctioned;
import parley.chat.ChatEvent.Gist;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Person;
import parley.chat.Session;
import parley.chat.SessionId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the bot does by itself about those who do too much of something.
class WatchTest {
    private static final Gist MEDIA = new Gist(Set.of(), true);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private int strangers = 100;

    @Test
    void theSameReachesAsManyPartnersAsTheSettingSaysAndThenNone() {
        var stage = repeating(2);

        assertTrue(isRelayed(saysToAnother(stage, 7)));
        assertTrue(isRelayed(saysToAnother(stage, 7)));
        var third = saysToAnother(stage, 7);

        assertFalse(isRelayed(third));
        assertEquals(List.of(Plain.REPEATED), told(ANN, third));
        assertTrue(isRelayed(stage.says(ANN, 8)), "something else");
    }

    @Test
    void whoGoesOnSayingTheSameIsMuted() {
        var stage = repeating(2);
        for (int i = 0; i < 3; i++) {
            saysToAnother(stage, 7);
        }

        var sanction = only(Sanctioned.class, saysToAnother(stage, 7));

        assertEquals(Penalty.REPEATS, sanction.penalty());
        assertEquals(stage.now.plus(MINUTE), sanction.until().orElseThrow());
        stage.passes(MINUTE);
        assertTrue(isRelayed(stage.says(ANN, 7)), "counting begins anew");
    }

    @Test
    void onePartnerMayHearTheSameAgainAndAgain() {
        var stage = repeating(2);
        saysToAnother(stage, 7);
        saysToAnother(stage, 7);

        for (int i = 0; i < 20; i++) {
            assertTrue(isRelayed(stage.says(ANN, 7)));
        }
    }

    @Test
    void whatEverybodySaysCountsForNobodyElse() {
        var stage = repeating(2);
        saysToAnother(stage, 7);
        saysToAnother(stage, 7);
        stage.asks(ANN, Verb.END);
        stage.meet(BEN, CARA);

        assertTrue(isRelayed(stage.says(BEN, 7)));
    }

    @Test
    void theSameMayBeSaidAgainADayLater() {
        var stage = repeating(2);
        saysToAnother(stage, 7);
        saysToAnother(stage, 7);
        stage.passes(Duration.ofDays(1).plus(SECOND));

        assertTrue(isRelayed(saysToAnother(stage, 7)));
        assertTrue(isRelayed(saysToAnother(stage, 7)));
        assertFalse(isRelayed(saysToAnother(stage, 7)), "counting begins anew");
    }

    @Test
    void otherTextsBetweenDoNotHideTheOne() {
        var stage = repeating(2);
        for (int i = 0; i < 2; i++) {
            saysToAnother(stage, 7);
            for (int other = 0; other < 40; other++) {
                stage.says(ANN, 1000 + 100 * i + other);
            }
        }

        assertFalse(isRelayed(saysToAnother(stage, 7)));
    }

    @Test
    void onlySoManyTextsOfOnePersonAreRemembered() {
        var watch = new Watch(0, Map.of());
        var stage = repeating(0);
        for (long print = 0; print < 51; print++) {
            var gist = new Gist(Set.of(print), false);
            watch.noteText(ANN.pseudonym(), BEN.pseudonym(), gist, stage.now);
        }

        assertEquals(0, repeats(watch, 0, stage));
        assertEquals(1, repeats(watch, 1, stage));
    }

    @Test
    void soManyMessagesOverTheLimitWithinAMinuteMute() {
        var stage = new Stage(Stage.terms(0, 0, 10, 0));
        stage.meet(ANN, BEN);
        for (int i = 0; i < 9; i++) {
            assertEquals(new Decision(List.of(), List.of()), stage.rushes(ANN));
            stage.rushes(CARA);
        }

        var decision = stage.rushes(ANN);

        assertEquals(Penalty.STORM, only(Sanctioned.class, decision).penalty());
        assertEquals(1, told(ANN, decision).size());
        for (int i = 0; i < 20; i++) {
            assertEquals(List.of(), stage.rushes(ANN).changes(), "once is enough");
        }
        assertTrue(stage.session(ANN) instanceof Session.Paired, "the chat goes on");
        assertFalse(isRelayed(stage.says(ANN, 1)));
        stage.passes(MINUTE);
        assertTrue(isRelayed(stage.says(ANN, 1)));
    }

    @Test
    void aStormThatTakesLongerIsNone() {
        var stage = new Stage(Stage.terms(0, 0, 10, 0));
        for (int i = 0; i < 40; i++) {
            assertEquals(List.of(), stage.rushes(ANN).changes());
            stage.passes(Duration.ofSeconds(7));
        }
    }

    @Test
    void whoLeavesManyAtOnceWaitsAfterEachAndCanSearchThen() {
        var stage = new Stage(Stage.terms(0, 0, 0, 4));
        for (int i = 0; i < 4; i++) {
            hops(stage);
        }

        assertEquals(later(30), told(ANN, stage.asks(ANN, Verb.FIND)));
        stage.passes(Duration.ofSeconds(10));
        assertEquals(later(20), told(ANN, stage.asks(ANN, Verb.NEXT)));
        stage.passes(Duration.ofSeconds(20));
        hops(stage);
        assertEquals(later(30), told(ANN, stage.asks(ANN, Verb.FIND)));
    }

    @Test
    void whoGoesOnLeavingIsMuted() {
        var stage = new Stage(Stage.terms(0, 0, 0, 4));
        for (int i = 0; i < 6; i++) {
            stage.passes(Duration.ofSeconds(30));
            hops(stage);
        }

        var sanction = only(Sanctioned.class, stage.asks(ANN, Verb.FIND));

        assertEquals(Penalty.HURRY, sanction.penalty());
        assertEquals(stage.now.plus(MINUTE), sanction.until().orElseThrow());
        stage.passes(MINUTE);
        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN), "counting begins anew");
    }

    @Test
    void whoAsksForTheNextOneTooSoonStaysInTheChat() {
        var stage = new Stage(Stage.terms(0, 0, 0, 2));
        hops(stage);
        stage.meet(ANN, CARA);
        stage.asks(BEN, Verb.FIND);
        stage.asks(ANN, Verb.NEXT);
        var chat = stage.session(ANN);

        assertEquals(later(30), told(ANN, stage.asks(ANN, Verb.NEXT)));
        assertEquals(chat, stage.session(ANN));
        assertEquals(BEN, ((Session.Paired) chat).partner());
    }

    @Test
    void nobodyPaysForBeingLeft() {
        var stage = new Stage(Stage.terms(0, 0, 0, 2));
        for (int i = 0; i < 30; i++) {
            var stranger = Stage.person(++strangers);
            stage.meet(ANN, stranger);
            stage.asks(stranger, Verb.END);
        }

        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
    }

    @Test
    void aChatOfTenSecondsIsNotLeftAtOnce() {
        var stage = new Stage(Stage.terms(0, 0, 0, 2));
        for (int i = 0; i < 30; i++) {
            stage.meet(ANN, Stage.person(++strangers));
            stage.passes(Duration.ofSeconds(10));
            stage.asks(ANN, Verb.END);
        }

        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
    }

    @Test
    void afterTenMinutesNobodyIsInAHurry() {
        var stage = new Stage(Stage.terms(0, 0, 0, 2));
        hops(stage);
        stage.passes(Duration.ofMinutes(10).plus(SECOND));
        hops(stage);

        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
    }

    @Test
    void whereNothingIsCountedNobodyIsRefused() {
        var stage = new Stage(OFF);
        for (int i = 0; i < 200; i++) {
            assertTrue(isRelayed(saysToAnother(stage, 7)));
            assertEquals(List.of(), stage.rushes(ANN).changes());
        }
    }

    @Test
    void mediaFromSomebodyNewAreHeldBackUntilEnoughChatsAreOver() {
        var stage = new Stage(Stage.media(Duration.ZERO, 2));
        for (int i = 0; i < 2; i++) {
            stage.meet(ANN, BEN);
            assertEquals(List.of(Plain.MEDIA_NEW), told(ANN, stage.sendsMedia(ANN)));
            assertTrue(isRelayed(stage.says(ANN, 1)), "text passes");
            stage.asks(BEN, Verb.END);
        }
        stage.meet(ANN, BEN);

        assertTrue(isRelayed(stage.sendsMedia(ANN)));
        assertTrue(isRelayed(stage.sendsMedia(BEN)), "it counts for both");
    }

    @Test
    void chatsFromBeforeTheStartCount() {
        var watch = new Watch(3, Map.of(ANN.pseudonym(), 2));
        assertFalse(watch.isVeteran(ANN.pseudonym()));
        var now = new Stage(OFF).now;

        watch.noteEnd(
                new Change.Ended(new SessionId(1), ANN.pseudonym(), BEN.pseudonym(), now, now));

        assertTrue(watch.isVeteran(ANN.pseudonym()));
        assertFalse(watch.isVeteran(BEN.pseudonym()));
    }

    @Test
    void whoForgetsEverythingIsNewHere() {
        var stage = new Stage(Stage.media(Duration.ZERO, 1));
        stage.meet(ANN, BEN);
        stage.asks(ANN, Verb.END);
        stage.presses(ANN, Verb.FORGET, "yes");
        stage.meet(ANN, CARA);

        assertEquals(List.of(Plain.MEDIA_NEW), told(ANN, stage.sendsMedia(ANN)));
    }

    @Test
    void nobodyGetsAroundTheLimitByChangingAMessage() {
        var stage = repeating(2);
        var coins = new Gist(Set.of(7L), false);
        for (int i = 0; i < 2; i++) {
            stage.asks(ANN, Verb.END);
            stage.meet(ANN, Stage.person(++strangers));
            assertTrue(isRelayed(stage.happens(new Revised(ANN, stage.now, coins))));
        }
        stage.asks(ANN, Verb.END);
        stage.meet(ANN, Stage.person(++strangers));

        var decision = stage.happens(new Revised(ANN, stage.now, coins));

        assertEquals(List.of(Plain.REPEATED), told(ANN, decision));
        assertFalse(isRelayed(decision));
        assertFalse(isRelayed(stage.says(ANN, 7)), "it counts for messages, too");
    }

    @Test
    void mediaPassWhenTheChatIsOldEnough() {
        var stage = new Stage(Stage.media(Duration.ofSeconds(60), 0));
        stage.meet(ANN, BEN);
        stage.passes(Duration.ofSeconds(59));

        assertEquals(List.of(new Notice.MediaLater(SECOND)), told(ANN, stage.sendsMedia(ANN)));
        assertFalse(isRelayed(stage.happens(new Revised(ANN, stage.now, MEDIA))));
        assertTrue(isRelayed(stage.happens(new Revised(ANN, stage.now))));
        stage.passes(SECOND);
        assertTrue(isRelayed(stage.sendsMedia(ANN)));
        assertTrue(isRelayed(stage.happens(new Revised(ANN, stage.now, MEDIA))));
    }

    @Test
    void onlyTheLastFullMinuteIsCounted() {
        var watch = new Watch(0, Map.of());
        var start = new Stage(OFF).now;
        for (int second = 30; second < 70; second++) {
            watch.noteRelay(start.plusSeconds(second));
        }

        assertEquals(30, watch.perMinute(start.plusSeconds(70)));
        assertEquals(10, watch.perMinute(start.plusSeconds(120)));
        assertEquals(0, watch.perMinute(start.plusSeconds(180)));
    }

    @Test
    void whatHasNoWeightAnyMoreIsForgotten() {
        var watch = new Watch(0, Map.of());
        var who = ANN.pseudonym();
        var now = new Stage(OFF).now;
        watch.noteStorm(who, now);
        watch.noteText(who, BEN.pseudonym(), new Gist(Set.of(7L), false), now);

        watch.prune(now.plus(MINUTE));
        assertEquals(2, watch.storm(who, now), "kept within the minute");
        watch.prune(now.plus(Duration.ofMinutes(2)));
        assertEquals(1, watch.storm(who, now));
        assertEquals(1, heardBy(watch, CARA, now));
        watch.prune(now.plus(Duration.ofDays(1)).plus(SECOND));
        assertEquals(0, heardBy(watch, CARA, now));
    }

    private static int heardBy(Watch watch, Person partner, Instant now) {
        var gist = new Gist(Set.of(7L), false);
        return watch.repeats(ANN.pseudonym(), partner.pseudonym(), gist, now);
    }

    private static int repeats(Watch watch, long print, Stage stage) {
        var gist = new Gist(Set.of(print), false);
        return watch.repeats(ANN.pseudonym(), CARA.pseudonym(), gist, stage.now);
    }

    private static Stage repeating(int partners) {
        return new Stage(Stage.terms(0, partners, 0, 0));
    }

    private static List<Notice> later(int seconds) {
        return List.of(new Notice.SearchLater(Duration.ofSeconds(seconds)));
    }

    /// Ann goes to a partner whom she has not met yet and says this.
    private Decision saysToAnother(Stage stage, long print) {
        stage.asks(ANN, Verb.END);
        stage.meet(ANN, Stage.person(++strangers));
        return stage.says(ANN, print);
    }

    /// Ann meets somebody and leaves at once.
    private void hops(Stage stage) {
        stage.meet(ANN, Stage.person(++strangers));
        stage.asks(ANN, Verb.END);
    }
}
