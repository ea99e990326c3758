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
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the bot counts as it goes along. Nothing here names a person.
final class Counts {
    private static final double[] DELAYS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };
    private static final double[] COMMITS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5
    };
    private static final double[] WAITS = {1, 2, 5, 10, 30, 60, 120, 300, 600, 1800};

    /// What is passed on besides media.
    private static final List<String> OTHERS =
            List.of("text", "location", "album", "edit", "reaction", "unsend");

    private final Metrics metrics = new Metrics();
    private final Family updates =
            family("parley_updates_total", "Updates from Telegram.", "type")
                    .with(Payload.class.getPermittedSubclasses(), Counts::type);
    private final Family relayed =
            family("parley_relayed_messages_total", "Messages passed on.", "kind")
                    .with(OTHERS.toArray(String[]::new), other -> other)
                    .with(Content.Kind.values(), Counts::kind);
    private final Family reports =
            family("parley_reports_total", "Reports that people made.", "reason")
                    .with(Change.Reason.values(), Change.Reason::word);
    private final Family bans =
            family("parley_bans_total", "People who were kept out, or warned.", "kind")
                    .with(Change.Penalty.values(), Change.Penalty::word);
    private List<Long> told = List.of(0L, 0L, 0L, 0L, 0L);
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
    private final Histogram commits =
            metrics.histogram(
                    "parley_database_commit_seconds",
                    "How long the database took for a transaction, until it was on disk.",
                    COMMITS);

    /// Counters by the one label that they have. All are there before anything happens, for a
    /// counter that begins with 1 hides its first one from whoever asks how much it grew.
    private record Family(Map<String, Counter> counters, Function<String, Counter> maker) {
        <T> Family with(T[] all, Function<T, String> word) {
            Stream.of(all).map(word).forEach(this::of);
            return this;
        }

        Counter of(String value) {
            return counters.computeIfAbsent(value, maker);
        }

        long sum() {
            return counters.values().stream().mapToLong(Counter::count).sum();
        }
    }

    private Family family(String name, String help, String label) {
        return new Family(
                new ConcurrentHashMap<>(), value -> metrics.counter(name, help, label, value));
    }

    Metrics metrics() {
        return metrics;
    }

    /// What happened since this was asked last, for the log; nothing when nothing did.
    Optional<String> news() {
        var now =
                List.of(
                        updates.sum(),
                        relayed.sum(),
                        matches.count(),
                        reports.sum(),
                        floodWaits.count());
        var before = told;
        told = now;
        if (now.equals(before)) {
            return Optional.empty();
        }
        return Optional.of(
                ("%d updates, %d messages passed on, %d matches, %d reports,"
                                + " %d times Telegram asked to wait")
                        .formatted(
                                IntStream.range(0, now.size())
                                        .mapToObj(i -> now.get(i) - before.get(i))
                                        .toArray()));
    }

    void built(String version, String commit) {
        metrics.gauge(
                "parley_build_info",
                "Which Parley this is; always 1.",
                () -> 1,
                "version",
                version,
                "commit",
                commit);
    }

    void update(Payload payload) {
        updates.of(type(payload.getClass())).increment();
    }

    private static String type(Class<?> payload) {
        return payload.getSimpleName().toLowerCase(Locale.ROOT);
    }

    void relayed(Letter letter) {
        relayed.of(kind(letter)).increment();
    }

    /// @param nanos how long it took
    void committed(long nanos) {
        commits.observe(nanos);
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
            case Change.Reported report -> reports.of(report.reason().word()).increment();
            case Change.Sanctioned sanction -> bans.of(sanction.penalty().word()).increment();
            default -> {}
        }
    }

    private void met(Pseudonym who) {
        var since = waiting.remove(who);
        waits.observe(since == null ? 0 : System.nanoTime() - since);
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
            case Content.Media media -> kind(media.kind());
            case Content.Place _ -> "location";
            case Content.Refused _ -> "refused";
        };
    }

    private static String kind(Content.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
