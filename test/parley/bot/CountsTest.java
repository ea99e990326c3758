package parley.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import parley.telegram.Update;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class CountsTest {
    private final Counts counts = new Counts();

    @Test
    void aMinuteInWhichSomethingHappenedIsToldOnce() {
        assertEquals(Optional.empty(), counts.news());
        counts.update(new Update.Nothing());
        counts.update(new Update.Nothing());
        counts.floodWait();

        assertEquals(
                Optional.of(
                        "2 updates, 0 messages passed on, 0 matches, 0 reports,"
                                + " 1 times Telegram asked to wait"),
                counts.news());
        assertEquals(Optional.empty(), counts.news());
    }

    @Test
    void everyCounterIsThereBeforeItCounts() {
        for (var line :
                List.of(
                        "parley_updates_total{type=\"message\"} 0",
                        "parley_updates_total{type=\"nothing\"} 0",
                        "parley_relayed_messages_total{kind=\"text\"} 0",
                        "parley_relayed_messages_total{kind=\"video_note\"} 0",
                        "parley_reports_total{reason=\"spam\"} 0",
                        "parley_bans_total{kind=\"ban\"} 0",
                        "parley_matches_total 0",
                        "parley_database_commit_seconds_count 0")) {
            assertTold(line);
        }
    }

    @Test
    void whatIsCountedIsUnderItsOwnName() {
        counts.update(new Update.Stray(7));
        counts.committed(Duration.ofMillis(3).toNanos());
        counts.built("1.2.3", "0a1b2c");

        assertTold("parley_updates_total{type=\"stray\"} 1");
        assertTold("parley_database_commit_seconds_bucket{le=\"0.0025\"} 0");
        assertTold("parley_database_commit_seconds_bucket{le=\"0.005\"} 1");
        assertTold("parley_build_info{version=\"1.2.3\",commit=\"0a1b2c\"} 1");
    }

    private void assertTold(String line) {
        var page = counts.metrics().text();
        assertTrue(page.contains(line + "\n"), line + " is not in\n" + page);
    }
}
