package parley.bot;

import parley.chat.Change;
import parley.chat.Pseudonym;
import parley.content.Content;
import parley.content.Letter;
import parley.ops.Metrics;
import parley.ops.Metrics.Counter;
import parley.ops.Metrics.Histogram;
import parley.telegram.Update.Payload;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the bot counts as it goes along. Nothing here names a person.
final class Counts {
    private static final double[] DELAYS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };
    private static final double[] WAITS = {1, 2, 5, 10, 30, 60, 120, 300, 600, 1800};

    private final Metrics metrics = new Metrics();
    private final Map<String, Counter> updates = new ConcurrentHashMap<>();
    private final Map<String, Counter> relayed = new ConcurrentHashMap<>();
    private final Map<String, Counter> reports = new ConcurrentHashMap<>();
    private final Map<String, Counter> bans = new ConcurrentHashMap<>();
    private List<Long> told = List.of(0L, 0L, 0L, 0L);
    private final Map<Pseudonym, Long> waiting = new ConcurrentHashMap<>();
    private final Counter matches =
            metrics.counter("parley_matches_total", "Pairs of people who met.");
    private final Counter floodWaits =
            metrics.counter("parley_flood_waits_total", "Answers of Telegram with 429.");
    private final Counter retries =
            metrics.counter("parley_retries_total", "Requests that are sent once more.");
    private final Counter refused =
            metrics.counter("parley_refused_total", "Requests that Telegram refused.");
    private final Histogram delays =
            metrics.histogram(
                    "parley_delivery_seconds",
                    "From the decision to send something until it is delivered or refused.",
                    DELAYS);
    private final Histogram waits =
            metrics.histogram(
                    "parley_match_wait_seconds", "How long people waited for a partner.", WAITS);

    Metrics metrics() {
        return metrics;
    }

    /// What happened since this was asked last, for the log; nothing when nothing did.
    Optional<String> news() {
        var now = List.of(sum(relayed), matches.count(), sum(reports), floodWaits.count());
        var before = told;
        told = now;
        if (now.equals(before)) {
            return Optional.empty();
        }
        return Optional.of(
                "%d messages passed on, %d matches, %d reports, %d times Telegram asked to wait"
                        .formatted(
                                now.get(0) - before.get(0),
                                now.get(1) - before.get(1),
                                now.get(2) - before.get(2),
                                now.get(3) - before.get(3)));
    }

    private static long sum(Map<String, Counter> counters) {
        return counters.values().stream().mapToLong(Counter::count).sum();
    }

    void update(Payload payload) {
        var type = payload.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        of(updates, "parley_updates_total", "Updates from Telegram.", "type", type).increment();
    }

    void relayed(Letter letter) {
        of(relayed, "parley_relayed_messages_total", "Messages passed on.", "kind", kind(letter))
                .increment();
    }

    void floodWait() {
        floodWaits.increment();
    }

    void retry() {
        retries.increment();
    }

    void refused() {
        refused.increment();
    }

    /// The same, and how long it took until it was called.
    Runnable timed(Runnable done) {
        long begun = System.nanoTime();
        return () -> {
            delays.observe(System.nanoTime() - begun);
            done.run();
        };
    }

    void change(Change change) {
        switch (change) {
            case Change.Waits(var who, _, _) -> waiting.put(who.pseudonym(), System.nanoTime());
            case Change.StopsWaiting(var who) -> waiting.remove(who);
            case Change.Paired paired -> {
                matches.increment();
                met(paired.one().pseudonym());
                met(paired.other().pseudonym());
            }
            case Change.Reported report ->
                    of(
                                    reports,
                                    "parley_reports_total",
                                    "Reports that people made.",
                                    "reason",
                                    report.reason().word())
                            .increment();
            case Change.Sanctioned sanction ->
                    of(
                                    bans,
                                    "parley_bans_total",
                                    "People who were kept out, or warned.",
                                    "kind",
                                    sanction.penalty().word())
                            .increment();
            default -> {}
        }
    }

    private void met(Pseudonym who) {
        var since = waiting.remove(who);
        waits.observe(since == null ? 0 : System.nanoTime() - since);
    }

    private Counter of(
            Map<String, Counter> counters, String name, String help, String label, String value) {
        return counters.computeIfAbsent(value, _ -> metrics.counter(name, help, label, value));
    }

    private static String kind(Letter letter) {
        return switch (letter) {
            case Letter.Fresh fresh -> kind(fresh.content());
            case Letter.Album _ -> "album";
            case Letter.Edited _ -> "edit";
            case Letter.Reacted _ -> "reaction";
            case Letter.Unsent _ -> "unsend";
        };
    }

    private static String kind(Content content) {
        return switch (content) {
            case Content.Text _ -> "text";
            case Content.Media media -> media.kind().name().toLowerCase(Locale.ROOT);
            case Content.Place _ -> "location";
            case Content.Refused _ -> "refused";
        };
    }
}
