package parley.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.moderation.Stage.ANN;
import static parley.moderation.Stage.BEN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import parley.chat.Change.Reason;
import parley.chat.Change.ReportId;
import parley.chat.Notice;
import parley.chat.Pseudonym;
import parley.moderation.Register.Case;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

class CardsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aCardHasEverythingAndNobodysId() {
        var report = report(Reason.MINOR, Optional.of(NOW.minusSeconds(300)));

        assertEquals(
                """
                🚩 Report 00000000000000ff
                Reason: under age
                About 010000000000, by 020000000000
                Chat: began 5 min before the report
                Reported by 2 people within 24 h
                Status: open\
                """,
                Cards.card(report, 2, DAY, "open").text());
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        var text = Cards.card(report(Reason.SPAM, Optional.empty()), 1, DAY, "open").text();

        assertFalse(text.contains("Chat"), text);
        assertTrue(text.contains("Reported by 1 person within"), text);
    }

    @Test
    void aCardIsOpenUntilThereIsAnOutcome() {
        var report = report(Reason.SPAM, Optional.empty());

        assertTrue(card(report).open());
        assertFalse(card(report.with(Optional.of("banned"))).open());
        assertEquals(report.id(), card(report).report());
    }

    @Test
    void eachReasonHasItsOwnWords() {
        var seen = new HashSet<String>();
        for (var reason : Reason.values()) {
            var text = card(report(reason, Optional.empty())).text();
            assertTrue(seen.add(text.lines().toList().get(1)), text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLineFitsManyTimesIntoAMessage(Reason reason) {
        var line = Cards.line(report(reason, Optional.empty()), NOW.plus(Duration.ofDays(3650)));

        assertTrue(line.length() < 100, line);
        assertTrue(line.endsWith("about 010000000000, 3650 days ago"), line);
    }

    @Test
    void aMaskIsTheFirstDigits() {
        assertEquals("ffffffffffff", Cards.mask(new Pseudonym(-1, 5)));
        assertEquals("000000000000", Cards.mask(new Pseudonym(1, 5)));
        assertEquals("00000000000000010000000000000005", Cards.pseudonym(new Pseudonym(1, 5)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, fewer than 10",
        "1, fewer than 10",
        "9, fewer than 10",
        "10, 10",
        "12345, 12345"
    })
    void fewAreNotCountedExactly(long count, String words) {
        assertEquals(words, Cards.rough(count));
    }

    @Test
    void anIdIsReadInEitherCaseAndNothingElseIs() {
        assertEquals(Optional.of(new ReportId(255)), Cards.report("00000000000000FF"));
        for (var text : Set.of("", "ff", "-0000000000000ff", "00000000000000fg", "\u0000")) {
            assertEquals(Optional.empty(), Cards.report(text), text);
        }
    }

    private static Notice.Card card(Case report) {
        return Cards.card(report, 1, DAY, "open");
    }

    /// Ben reports Ann.
    private static Case report(Reason reason, Optional<Instant> began) {
        return new Case(
                new ReportId(255),
                BEN.pseudonym(),
                ANN.pseudonym(),
                reason,
                began,
                NOW,
                Optional.empty());
    }
}
