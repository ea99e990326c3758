package parley;

import parley.json.Json;
import parley.sqlite.Bans;
import parley.sqlite.Bans.Ban;
import parley.sqlite.Reports;
import parley.sqlite.Reports.Report;
import parley.sqlite.file.RefusedException;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `parley reports`, `parley reports show`, `parley bans` and `parley stats`: what an operator can
/// see. They change nothing and need no key. Times are in UTC.
///
/// @param out where it is shown
/// @param err where problems are said
record Listing(Path database, Form form, PrintStream out, PrintStream err) {
    static final Pattern REPORT_ID = Pattern.compile("[0-9a-fA-F]{16}");

    /// Digits of a mask, which stands for a pseudonym where there is little room.
    static final int MASK = 12;

    private static final int PSEUDONYM = 32;
    private static final List<String> REPORT =
            List.of("report", "session", "reporter", "reported", "reason", "time", "status");
    private static final List<String> BAN =
            List.of("who", "penalty", "since", "until", "report", "appealed");

    /// For whom it is written.
    enum Form {
        TERMINAL,
        /// A file or another program, in lines for people.
        LINES,
        JSON,
        CSV
    }

    /// Lists reports.
    ///
    /// @param words what is behind `parley reports`
    static Main.Command reports(List<String> words) throws Main.Misuse {
        var options = options("reports", words, Set.of("--open", "--json", "--csv"));
        return loaded -> {
            if (!loaded.settings().storage().maskUserIds()) {
                Main.complain("warning: " + Main.UNMASKED);
            }
            return of(loaded.settings().storage().database(), options)
                    .reports(options.contains("--open"));
        };
    }

    /// Shows one report.
    ///
    /// @param words what is behind `parley reports show`
    static Main.Command report(List<String> words) throws Main.Misuse {
        if (words.size() != 1 || !REPORT_ID.matcher(words.getFirst()).matches()) {
            throw new Main.Misuse(
                    "`parley reports show` takes the 16 digits of one report, as `parley reports`"
                            + " shows them");
        }
        return loaded ->
                of(loaded.settings().storage().database(), Set.of())
                        .report(Main.lower(words.getFirst()));
    }

    /// Lists who is kept out.
    ///
    /// @param words what is behind `parley bans`
    static Main.Command bans(List<String> words) throws Main.Misuse {
        var options = options("bans", words, Set.of("--json", "--csv"));
        return loaded -> of(loaded.settings().storage().database(), options).bans();
    }

    /// Counts what goes on.
    ///
    /// @param words what is behind `parley stats`
    static Main.Command stats(List<String> words) throws Main.Misuse {
        var options = options("stats", words, Set.of("--json"));
        return loaded -> of(loaded.settings().storage().database(), options).stats();
    }

    private static Listing of(Path database, Set<String> options) {
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        var form = terminal ? Form.TERMINAL : Form.LINES;
        if (options.contains("--json")) {
            form = Form.JSON;
        } else if (options.contains("--csv")) {
            form = Form.CSV;
        }
        return new Listing(database, form, System.out, System.err);
    }

    private static Set<String> options(String command, List<String> words, Set<String> known)
            throws Main.Misuse {
        var options = new HashSet<>(words);
        if (!known.containsAll(options) || options.size() < words.size()) {
            throw new Main.Misuse(
                    "`parley %s` takes nothing but %s, each once"
                            .formatted(
                                    command,
                                    known.stream().sorted().collect(Collectors.joining(" "))));
        }
        if (options.containsAll(Set.of("--json", "--csv"))) {
            throw new Main.Misuse("`parley " + command + "` takes either --json or --csv");
        }
        return options;
    }

    int reports(boolean onlyOpen) throws RefusedException {
        var reports =
                Reports.list(database).stream()
                        .filter(report -> report.isOpen() || !onlyOpen)
                        .toList();
        if (form == Form.LINES) {
            reports.forEach(report -> out.println(line(report)));
            return Main.FINE;
        }
        long unmasked = reports.stream().filter(report -> !report.isMasked()).count();
        if (unmasked > 0) {
            err.println("parley: warning: not masked, these are Telegram ids: " + unmasked);
        }
        var rows = reports.stream().map(this::row).toList();
        return print(new Table(REPORT, rows), "No report" + (onlyOpen ? " is open." : "s."));
    }

    private static String line(Report report) {
        return "%s  %s  %s  session %s  reporter %s  reported %s  %s%s"
                .formatted(
                        report.id(),
                        report.at(),
                        report.status(),
                        report.session(),
                        report.reporter(),
                        report.reported(),
                        report.reason(),
                        mark(report));
    }

    private static String mark(Report report) {
        return report.isMasked() ? "" : "  NOT MASKED: these are Telegram ids";
    }

    private List<Object> row(Report report) {
        return List.of(
                report.id(),
                report.session(),
                person(report.reporter()),
                person(report.reported()),
                report.reason(),
                time(report.at()),
                report.status());
    }

    int report(String id) throws RefusedException {
        var found = Reports.find(database, id);
        if (found.isEmpty()) {
            err.println("parley: there is no report " + id + "; `parley reports` lists them");
            return Main.FAILED;
        }
        var report = found.get();
        var history = Reports.history(database, report);
        var lines = new LinkedHashMap<String, String>();
        lines.put("report", report.id());
        lines.put("status", report.status());
        lines.put("reason", report.reason());
        lines.put("time", time(report.at()));
        history.began().ifPresent(began -> lines.put("chat began", time(began)));
        lines.put("session", report.session());
        lines.put("reporter", report.reporter());
        lines.put("reported", report.reported() + mark(report));
        keptOut(report).ifPresent(ban -> lines.put("now", ban.penalty() + until(ban)));
        lines.forEach((name, value) -> out.printf("%-10s  %s%n", name, value));
        history.acts().forEach(act -> out.println(line(act)));
        return Main.FINE;
    }

    private Optional<Ban> keptOut(Report report) throws RefusedException {
        return Bans.list(database, Instant.now()).stream()
                .filter(ban -> ban.who().equals(report.reported()))
                .findFirst();
    }

    /// How long somebody is kept out, to be put behind a word.
    static String until(Ban ban) {
        return " until " + ban.until().map(Listing::time).orElse("somebody lifts it");
    }

    private static String line(Reports.Act act) {
        return time(act.at())
                + "  "
                + act.what()
                + act.until().map(until -> " until " + time(until)).orElse("")
                + act.moderator().map(who -> " by moderator " + who.substring(0, MASK)).orElse("")
                + (act.why().isEmpty() ? "" : ": " + Main.printable(act.why()));
    }

    int bans() throws RefusedException {
        var rows = new ArrayList<List<Object>>();
        for (var ban : Bans.list(database, Instant.now())) {
            rows.add(
                    List.of(
                            person(ban.who()),
                            ban.penalty(),
                            time(ban.since()),
                            ban.until().map(Listing::time).orElse(""),
                            ban.report().orElse(""),
                            ban.appealed()));
        }
        return print(new Table(BAN, rows), "Nobody is kept out.");
    }

    int stats() throws RefusedException {
        var figures = Bans.figures(database, Instant.now());
        var counts = new LinkedHashMap<String, Object>();
        counts.put("chats", figures.chats());
        counts.put("waiting", figures.waiting());
        counts.put("ended_24h", figures.ended());
        counts.put("reports_open", figures.openReports());
        counts.put("reports", figures.reports());
        if (form == Form.JSON) {
            counts.put("kept_out", figures.keptOut());
            out.println(Json.write(counts));
            return Main.FINE;
        }
        out.printf("chats                    %d%n", figures.chats());
        out.printf("waiting                  %d%n", figures.waiting());
        out.printf("chats ended in 24 hours  %d%n", figures.ended());
        out.printf("open reports             %d%n", figures.openReports());
        out.printf("reports in all           %d%n", figures.reports());
        figures.keptOut()
                .forEach(
                        (penalty, people) ->
                                out.printf("%-23s  %d%n", "kept out: " + penalty, people));
        return Main.FINE;
    }

    /// @param none what is to be said to people when there is nothing to show
    private int print(Table table, String none) {
        out.print(
                switch (form) {
                    case JSON -> table.json() + "\n";
                    case CSV -> table.csv();
                    case TERMINAL, LINES -> table.rows().isEmpty() ? none + "\n" : table.text();
                });
        return Main.FINE;
    }

    /// A raw id is never cut.
    private String person(String who) {
        return form == Form.TERMINAL && who.length() == PSEUDONYM ? who.substring(0, MASK) : who;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
