package parley;

import parley.bot.App;
import parley.bot.Offline;
import parley.chat.Pseudonym;
import parley.config.Settings;
import parley.moderation.Span;
import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.sqlite.Bans;
import parley.sqlite.Errands.What;
import parley.sqlite.Reports;
import parley.sqlite.Rotation;
import parley.sqlite.SqliteStore;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `parley reports resolve`, `parley ban` and `parley unban`: what a moderator could do. A running
/// bot does it itself, so that it holds at once.
final class Verdict {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// What can be done about a report, and what it is then.
    private static final Map<String, String> OUTCOMES =
            Map.of(
                    "dismiss", "dismissed",
                    "warn", "warned",
                    "mute", "muted",
                    "ban7d", "banned",
                    "ban", "banned");

    private static final Pattern WHO = Pattern.compile("[0-9a-fA-F]{12,32}|[1-9][0-9]{0,15}");
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{12,31}");

    private final Settings settings;
    private final Path database;
    private final Optional<Secret> chosen;
    private final Keys keys;
    private final PrintStream out;
    private final PrintStream err;

    /// Whom somebody meant.
    ///
    /// @param report by which report, if it was by one
    private record Target(Pseudonym who, Optional<String> report) {
        String mask() {
            return HexFormat.of().toHexDigits(who.high()).substring(0, Listing.MASK);
        }
    }

    private Verdict(Settings settings, PrintStream out, PrintStream err)
            throws RefusedException, SecretException {
        this.settings = settings;
        this.out = out;
        this.err = err;
        database = settings.storage().database();
        chosen = App.chosenSecret(settings.storage());
        keys = keys();
    }

    /// Closes reports.
    ///
    /// @param words what is behind `parley reports resolve`
    static Main.Command resolve(List<String> words) throws Main.Misuse {
        var ids = new ArrayList<>(words);
        var act = "dismiss";
        int as = ids.indexOf("--as");
        if (as >= 0) {
            act = as + 1 < ids.size() ? ids.remove(as + 1) : "";
            ids.remove(as);
        }
        boolean named =
                !ids.isEmpty() && ids.stream().allMatch(Listing.REPORT_ID.asMatchPredicate());
        if (!named || !OUTCOMES.containsKey(act)) {
            throw new Main.Misuse(
                    "`parley reports resolve` takes reports of 16 digits each, as `parley reports`"
                        + " shows them, and --as with one of dismiss, warn, mute, ban7d and ban");
        }
        var reports = ids.stream().map(Main::lower).distinct().toList();
        var verdict = act;
        return loaded ->
                new Verdict(loaded.settings(), System.out, System.err).resolve(reports, verdict);
    }

    /// Keeps somebody out.
    ///
    /// @param words what is behind `parley ban`
    static Main.Command ban(List<String> words) throws Main.Misuse {
        var who = who("ban", words);
        var rest =
                words.stream()
                        .skip(1)
                        .flatMap(word -> Pattern.compile("[\\s\\p{Cc}]+").splitAsStream(word))
                        .filter(word -> !word.isEmpty())
                        .toList();
        boolean timed = !rest.isEmpty() && Span.isMeant(rest.getFirst());
        var time = timed ? rest.getFirst() : "perm";
        if (Span.of(time).isEmpty()) {
            throw new Main.Misuse("`" + Main.printable(time) + "` is no time: " + Span.FORM);
        }
        var why = rest.stream().skip(timed ? 1 : 0).collect(Collectors.joining(" "));
        return loaded -> new Verdict(loaded.settings(), System.out, System.err).ban(who, time, why);
    }

    /// Lets somebody in again.
    ///
    /// @param words what is behind `parley unban`
    static Main.Command unban(List<String> words) throws Main.Misuse {
        var who = who("unban", words);
        if (words.size() > 1) {
            throw new Main.Misuse("`parley unban` takes one person");
        }
        return loaded -> new Verdict(loaded.settings(), System.out, System.err).unban(who);
    }

    private static String who(String command, List<String> words) throws Main.Misuse {
        if (words.isEmpty() || !WHO.matcher(words.getFirst()).matches()) {
            throw new Main.Misuse(
                    "`parley "
                            + command
                            + "` takes a report, a pseudonym or its first 12 digits, or a Telegram"
                            + " id, such as 123456789");
        }
        return Main.lower(words.getFirst());
    }

    private int resolve(List<String> ids, String act) throws RefusedException, SecretException {
        var problems = new ArrayList<String>();
        for (var id : ids) {
            problem(id).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            return failed(String.join("; ", problems) + ". Nothing was done");
        }
        var orders =
                ids.stream()
                        .map(id -> new What.Order("judge", Optional.empty(), id + " " + act))
                        .toList();
        int code = obeyed(orders) ? Main.FINE : Main.FAILED;
        for (var id : ids) {
            var status = Reports.find(database, id).map(Reports.Report::status).orElse("gone");
            out.println(id + "  " + status);
            if (!status.equals(OUTCOMES.get(act))) {
                code = failed("report " + id + " is not " + OUTCOMES.get(act));
            }
        }
        return code;
    }

    /// Why a report cannot be closed.
    private Optional<String> problem(String id) throws RefusedException {
        var report = Reports.find(database, id);
        if (report.isEmpty()) {
            return Optional.of("there is no report " + id + "; `parley reports` lists them");
        }
        if (!report.get().isOpen()) {
            return Optional.of("report " + id + " is " + report.get().status() + " already");
        }
        return Reports.reported(report.get(), keys).filter(this::isModerator).isPresent()
                ? Optional.of("report " + id + " is about a moderator")
                : Optional.empty();
    }

    private int ban(String text, String time, String why) throws RefusedException, SecretException {
        var found = target(text);
        if (found.isEmpty()) {
            return Main.FAILED;
        }
        var target = found.get();
        if (isModerator(target.who())) {
            return failed(
                    "that is a moderator; nothing was done. Take the id out of MODERATOR_IDS"
                            + " first");
        }
        var rest = time + " " + why;
        var order =
                target.report()
                        .map(id -> new What.Order("ban", Optional.empty(), id + " " + rest))
                        .orElseGet(() -> new What.Order("ban", Optional.of(target.who()), rest));
        if (!isDone(order, "banned", target)) {
            return Main.FAILED;
        }
        var ban = Bans.find(database, target.who(), Instant.now());
        if (ban.isEmpty()) {
            return failed("the ban of " + target.mask() + " is over already");
        }
        out.println("Banned: " + target.mask() + Listing.until(ban.get()));
        return Main.FINE;
    }

    private int unban(String text) throws RefusedException, SecretException {
        var found = target(text);
        if (found.isEmpty()) {
            return Main.FAILED;
        }
        var target = found.get();
        if (Bans.find(database, target.who(), Instant.now()).isEmpty()) {
            return failed(
                    "nothing keeps " + target.mask() + " out; `parley bans` lists who is kept out");
        }
        if (!isDone(new What.Order("unban", Optional.of(target.who()), ""), "pardoned", target)) {
            return Main.FAILED;
        }
        out.println("May come in again: " + target.mask());
        return Main.FINE;
    }

    /// @param act the word by which it is written down
    private boolean isDone(What.Order order, String act, Target target)
            throws RefusedException, SecretException {
        long last = Bans.lastAct(database);
        if (!obeyed(List.of(order))) {
            return false;
        }
        boolean done = Bans.isDone(database, act, target.who(), last);
        if (!done) {
            failed("it was refused; is that a moderator by the settings of the running bot?");
        }
        return done;
    }

    /// A report, a pseudonym, the beginning of one that is known, or a Telegram id, in this order:
    /// digits may be all of them.
    private Optional<Target> target(String text) throws RefusedException {
        if (Listing.REPORT_ID.matcher(text).matches()) {
            var reported =
                    Reports.find(database, text)
                            .flatMap(report -> Reports.reported(report, keys))
                            .map(who -> new Target(who, Optional.of(text)));
            if (reported.isPresent()) {
                return reported;
            }
        }
        if (DIGITS.matcher(text).matches()) {
            var known = Bans.known(database, keys, text);
            if (known.size() > 1) {
                failed(text + " begins several pseudonyms; give all 32 digits of the one meant");
                return Optional.empty();
            }
            if (!known.isEmpty()) {
                return Optional.of(new Target(known.iterator().next(), Optional.empty()));
            }
        }
        var subject = Erase.subject(text);
        if (subject.isEmpty()) {
            failed(
                    "there is no such report or person; `parley reports` and `parley bans` list"
                            + " those that are known, and a Telegram id names everybody");
        }
        return subject.map(of -> new Target(of.apply(keys), Optional.empty()));
    }

    private boolean isModerator(Pseudonym who) {
        return settings.moderation().moderators().stream()
                .anyMatch(id -> keys.pseudonyms().of(id, Pseudonym::new).equals(who));
    }

    /// Brings the database up to date on the way, if no bot uses it.
    private Keys keys() throws RefusedException, SecretException {
        // Refuses when there is none, where opening it would make one.
        Reports.list(database);
        try (var opened = Rotation.open(database, chosen)) {
            return opened.keys();
        } catch (RefusedException.InUse _) {
            return Database.keys(
                    database, chosen.isPresent() ? chosen.get() : Secret.beside(database));
        }
    }

    private boolean obeyed(List<What.Order> orders) throws RefusedException, SecretException {
        try {
            return obey(Rotation.open(database, chosen), orders);
        } catch (RefusedException.InUse _) {
            var bot = new RunningBot(database, err);
            for (var order : orders) {
                if (!bot.does(order, PATIENCE)) {
                    return false;
                }
            }
            return true;
        }
    }

    private boolean obey(Database opened, List<What.Order> orders) {
        boolean masks = settings.storage().maskUserIds();
        try (var store =
                new SqliteStore(opened, keys, masks, InstantSource.system(), Verdict::die)) {
            for (var order : orders) {
                Offline.order(store, settings, keys.pseudonyms(), order.words());
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int failed(String text) {
        err.println("parley: " + text);
        return Main.FAILED;
    }

    private static void die(String reason) {
        System.err.println("parley: " + reason);
        Runtime.getRuntime().halt(Main.FAILED);
    }
}
