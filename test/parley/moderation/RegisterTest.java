package parley.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.moderation.Stage.ANN;
import static parley.moderation.Stage.BEN;
import static parley.moderation.Stage.CARA;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Change;
import parley.chat.Change.Forgotten;
import parley.chat.Change.Judged;
import parley.chat.Change.Pardoned;
import parley.chat.Change.Penalty;
import parley.chat.Change.Reason;
import parley.chat.Change.ReportId;
import parley.chat.Change.Reported;
import parley.chat.Change.Sanctioned;
import parley.chat.Change.Tuned;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.moderation.Register.Case;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of people, and for how long.
class RegisterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Optional<Duration> EVER = Optional.empty();

    private final Register register = new Register();

    @Test
    void reportsAreKeptAsLongAsTheOperatorWants() {
        report(1, NOW);
        report(2, NOW.plus(DAY));

        register.prune(NOW.plus(DAY), EVER);
        assertEquals(List.of(2L, 1L), newest());
        register.prune(NOW.plus(DAY), Optional.of(DAY));
        assertEquals(List.of(2L, 1L), newest());
        register.prune(NOW.plus(DAY).plusSeconds(1), Optional.of(DAY));
        assertEquals(List.of(2L), newest());
    }

    @Test
    void onlyReportsSinceThenAreFound() {
        report(1, NOW);
        report(2, NOW.plusSeconds(1));

        assertEquals(2, register.since(NOW).count());
        assertEquals(
                List.of(2L), register.since(NOW.plusSeconds(1)).map(r -> r.id().value()).toList());
    }

    @Test
    void aReportHasTheLastOutcomeAndStaysWhereItIs() {
        report(1, NOW);
        report(2, NOW);
        register.apply(new Judged(new ReportId(1), Optional.of("warned")));
        register.apply(new Judged(new ReportId(3), Optional.of("warned")));

        assertEquals(Optional.of("warned"), outcome(1));
        assertEquals(Optional.empty(), outcome(2));
        assertEquals(List.of(2L, 1L), newest());
        register.apply(new Judged(new ReportId(1), Optional.empty()));
        assertEquals(Optional.empty(), outcome(1));
    }

    @Test
    void whereSomebodyCanBeReachedIsKnownForADay() {
        report(1, NOW);

        register.prune(NOW.plus(DAY), EVER);
        assertEquals(Optional.of(ANN), register.contact(ANN.pseudonym()));
        register.prune(NOW.plus(DAY).plusSeconds(1), EVER);
        assertEquals(Optional.empty(), register.contact(ANN.pseudonym()));
    }

    @Test
    void whatKeepsOutEndsAndIsForgottenAWeekLater() {
        register.apply(sanctioned(ANN, Penalty.BAN, Optional.of(NOW.plus(DAY))));

        assertTrue(register.sanction(ANN.pseudonym(), NOW.plus(DAY).minusNanos(1)).isPresent());
        assertEquals(1, register.sanctions(NOW).size());
        assertTrue(register.sanction(ANN.pseudonym(), NOW.plus(DAY)).isEmpty());
        assertEquals(List.of(), register.sanctions(NOW.plus(DAY)));
        register.prune(NOW.plus(DAY).plus(Register.DECAY), EVER);
        assertTrue(register.latest(ANN.pseudonym()).isPresent());
        register.prune(NOW.plus(DAY).plus(Register.DECAY).plusSeconds(1), EVER);
        assertTrue(register.latest(ANN.pseudonym()).isEmpty());
    }

    @Test
    void aWarningWaitsForNinetyDays() {
        register.apply(sanctioned(ANN, Penalty.WARNING, Optional.empty()));

        register.prune(NOW.plus(Duration.ofDays(90)), EVER);
        assertTrue(register.latest(ANN.pseudonym()).isPresent());
        register.prune(NOW.plus(Duration.ofDays(90)).plusSeconds(1), EVER);
        assertTrue(register.latest(ANN.pseudonym()).isEmpty());
    }

    @Test
    void aWarningKeepsNobodyOut() {
        register.apply(sanctioned(ANN, Penalty.WARNING, Optional.empty()));

        assertEquals(Optional.empty(), register.sanction(ANN.pseudonym(), NOW));
        assertEquals(List.of(), register.sanctions(NOW));
        assertTrue(register.latest(ANN.pseudonym()).isPresent());
        register.apply(new Pardoned(ANN.pseudonym()));
        assertTrue(register.latest(ANN.pseudonym()).isEmpty());
    }

    @Test
    void whoIsForgottenLosesEverythingButWhatOthersSaidAndABan() {
        var who = ANN.pseudonym();
        register.apply(new Change.Consented(who, "rules", NOW));
        register.apply(new Tuned(who, false));
        register.apply(sanctioned(ANN, Penalty.BAN, Optional.empty()));
        report(1, NOW);
        register.apply(reported(2, CARA, ANN, NOW));

        register.apply(new Forgotten(who));

        assertFalse(register.hasAccepted(who, "rules"));
        assertFalse(register.isQuiet(who));
        assertEquals(Optional.empty(), register.contact(who));
        assertEquals(List.of(1L), newest());
        assertTrue(register.sanction(who, NOW).isPresent());
    }

    @Test
    void whoWantsAnnouncementsAgainIsNotQuiet() {
        register.apply(new Tuned(ANN.pseudonym(), false));
        assertTrue(register.isQuiet(ANN.pseudonym()));
        assertFalse(register.isQuiet(BEN.pseudonym()));

        register.apply(new Tuned(ANN.pseudonym(), true));

        assertFalse(register.isQuiet(ANN.pseudonym()));
    }

    @Test
    void aPersonIsFoundByTheFirstDigitsIfThoseAreOfOneAlone() {
        register.apply(sanctioned(person(0xabcdef0123456789L, 1), Penalty.BAN, Optional.empty()));
        assertEquals(found(0xabcdef0123456789L, 1), register.person("abcdef012345"));
        assertEquals(found(0xabcdef0123456789L, 1), register.person("abcdef01234567890000"));
        assertEquals(Optional.empty(), register.person("abcdef01234"), "too few");
        assertEquals(Optional.empty(), register.person("abcdef012346"));

        register.apply(
                reported(1, person(0xabcdef0123456789L, 2), person(0xabcdef0123450000L, 3), NOW));

        assertEquals(Optional.empty(), register.person("abcdef012345"), "three of them");
        assertEquals(found(0xabcdef0123450000L, 3), register.person("abcdef0123450"));
    }

    @Test
    void aWholePseudonymNeedsNobodyWhoIsKnown() {
        assertEquals(found(-1, 16), register.person("f".repeat(16) + "0000000000000010"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "...............", "ffffffffffffffffffffffffffffffffff", "[", "\\"})
    void whatIsNoPseudonymFindsNobody(String digits) {
        report(1, NOW);

        assertEquals(Optional.empty(), register.person(digits));
    }

    private static Optional<Pseudonym> found(long high, long low) {
        return Optional.of(new Pseudonym(high, low));
    }

    private static Person person(long high, long low) {
        return new Person(ANN.id(), new Pseudonym(high, low), "en");
    }

    /// Ben reports Ann.
    private void report(long id, Instant at) {
        register.apply(reported(id, ANN, BEN, at));
    }

    private static Reported reported(long id, Person reported, Person reporter, Instant at) {
        return new Reported(
                new ReportId(id),
                new SessionId(id),
                reporter,
                reported.pseudonym(),
                Optional.of(reported),
                Reason.SPAM,
                Optional.empty(),
                at);
    }

    private static Sanctioned sanctioned(Person who, Penalty penalty, Optional<Instant> until) {
        return new Sanctioned(who.pseudonym(), penalty, NOW, until, Optional.empty(), 0, false);
    }

    private Optional<String> outcome(long id) {
        return register.find(new ReportId(id)).flatMap(Case::outcome);
    }

    private List<Long> newest() {
        return register.newest().stream().map(one -> one.id().value()).toList();
    }
}
