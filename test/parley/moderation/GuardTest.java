package parley.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Change;
import parley.chat.ChatEvent;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Verb;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.Session;
import parley.chat.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// The rules of conduct come before the first match.
class GuardTest {
    private static final Person ANN = person(1);
    private static final Person BEN = person(2);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Chats chats = new Chats();
    private Guard guard = guard(Optional.of("firstone"));

    @ParameterizedTest
    @EnumSource(names = {"FIND", "NEXT"})
    void whoHasNotAcceptedIsAskedInsteadOfSearching(Verb verb) {
        var decision = asks(ANN, verb);

        assertEquals(told(ANN, new Notice.Consent("firstone")), decision);
    }

    @Test
    void whoAcceptsGoesOnSearchingAtOnceAndIsNotAskedAgain() {
        var decision = presses(ANN, "firstone");

        assertEquals(
                List.of(
                        new Change.Consented(ANN.pseudonym(), "firstone", NOW),
                        new Change.Waits(ANN, NOW, false)),
                decision.changes());
        asks(ANN, Verb.END);
        assertInstanceOf(Change.Waits.class, asks(ANN, Verb.FIND).changes().getFirst());
    }

    @Test
    void twoWhoAcceptedMeet() {
        presses(ANN, "firstone");
        presses(BEN, "firstone");

        assertInstanceOf(Session.Paired.class, chats.session(ANN.pseudonym()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"otherone", "yes", "z"})
    void aButtonOfOtherRulesIsNoConsent(String version) {
        assertEquals(told(ANN, new Notice.Consent("firstone")), presses(ANN, version));
        assertEquals(told(ANN, new Notice.Consent("firstone")), asks(ANN, Verb.FIND));
    }

    @Test
    void aTypedCommandIsNoConsent() {
        assertEquals(told(ANN, new Notice.Consent("firstone")), asks(ANN, Verb.CONSENT));
        assertEquals(told(ANN, new Notice.Consent("firstone")), asks(ANN, Verb.FIND));
    }

    @Test
    void otherRulesAreAcceptedOnceMore() {
        presses(ANN, "firstone");
        var before = new Change.Consented(ANN.pseudonym(), "firstone", NOW);
        guard = guard(Optional.of("otherone"));
        guard.apply(before);
        asks(ANN, Verb.END);

        assertEquals(told(ANN, new Notice.Consent("otherone")), asks(ANN, Verb.FIND));
    }

    @Test
    void whoIsForgottenIsAskedAgain() {
        presses(ANN, "firstone");
        decide(new Asked(ANN, NOW, Verb.FORGET, Optional.empty(), Optional.of(Rules.YES)));

        assertEquals(told(ANN, new Notice.Consent("firstone")), asks(ANN, Verb.FIND));
    }

    @Test
    void nobodyIsAskedWhereNobodyMust() {
        guard = guard(Optional.empty());

        assertInstanceOf(Change.Waits.class, asks(ANN, Verb.FIND).changes().getFirst());
        assertEquals(told(BEN, Plain.OUTDATED_BUTTON), presses(BEN, "firstone"));
    }

    @Test
    void whoReportedTooOftenWithinADayIsToldSo() {
        guard = guard(Optional.empty());
        for (long partner = 10; partner < 12; partner++) {
            meet(ANN, person(partner));
            assertInstanceOf(Change.Reported.class, reports(ANN, NOW).changes().getLast());
        }
        meet(ANN, BEN);

        assertEquals(told(ANN, Plain.TOO_MANY_REPORTS), reports(ANN, NOW));
        assertInstanceOf(Session.Paired.class, chats.session(ANN.pseudonym()));
        var later = NOW.plus(Duration.ofHours(25));
        assertInstanceOf(Change.Reported.class, reports(ANN, later).changes().getLast());
    }

    @Test
    void eachPersonIsCountedAlone() {
        guard = guard(Optional.empty());
        meet(ANN, BEN);
        reports(ANN, NOW);
        assertInstanceOf(Change.Reported.class, reports(BEN, NOW).changes().getLast());
    }

    private void meet(Person one, Person other) {
        asks(one, Verb.FIND);
        asks(other, Verb.FIND);
    }

    private Decision reports(Person who, Instant at) {
        return decide(new Asked(who, at, Verb.REPORT, Optional.empty(), Optional.of("spam")));
    }

    @Test
    void theRulesAreShownToEverybody() {
        assertEquals(told(ANN, Plain.RULES), asks(ANN, Verb.RULES));
    }

    @Test
    void whateverElseIsAskedGoesToTheRulesOfTheChat() {
        assertEquals(told(ANN, Plain.NOT_IN_CHAT), asks(ANN, Verb.END));
        assertTrue(decide(new ChatEvent.Erased(ANN, NOW)).effects().isEmpty());
    }

    private static Guard guard(Optional<String> conduct) {
        var terms =
                new Terms(
                        conduct,
                        2,
                        0,
                        Duration.ofDays(1),
                        0,
                        0,
                        0,
                        Duration.ZERO,
                        0,
                        Optional.empty());
        return new Guard(new Rules(new SplittableRandom(1)), terms, Moderators.NONE, Map.of());
    }

    private static Person person(long id) {
        return new Person(new UserId(id), new Pseudonym(id, -id), "en");
    }

    private static Decision told(Person who, Notice notice) {
        return new Decision(List.of(), List.of(new Notify(who, notice)));
    }

    private Decision asks(Person who, Verb verb) {
        return decide(new Asked(who, NOW, verb, Optional.empty()));
    }

    private Decision presses(Person who, String version) {
        return decide(new Asked(who, NOW, Verb.CONSENT, Optional.empty(), Optional.of(version)));
    }

    private Decision decide(ChatEvent event) {
        var decision = guard.decide(chats, event);
        decision.changes().forEach(chats::apply);
        decision.changes().forEach(guard::apply);
        return decision;
    }
}
