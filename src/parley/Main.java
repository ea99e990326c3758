package parley;

import parley.chat.Pseudonym;
import parley.config.Environment;
import parley.config.Loaded;
import parley.config.Setting;
import parley.config.Settings;
import parley.config.Settings.Storage;
import parley.config.SettingsException;
import parley.help.Manual;
import parley.ops.Logs;
import parley.privacy.Keys;
import parley.privacy.SecretException;
import parley.sqlite.file.RefusedException;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The command line. What it does is told by [Manual].
public final class Main {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int BAD_USAGE = 2;
    static final int REFUSED = 3;

    static final String UNMASKED =
            "MASK_USER_IDS=false: logs and reports hold raw Telegram ids, which identify people";

    private static final Set<String> HELP = Set.of("--help", "-h");
    private static final String DEMO_FORM = "`parley demo` takes --port N and --data FOLDER";

    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        int code = run(List.of(arguments));
        System.out.flush();
        System.err.flush();
        // Everything is closed by now; an ordinary exit would call the hook that asks us to stop.
        Runtime.getRuntime().halt(code);
    }

    private static int run(List<String> arguments) {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        var words = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        try {
            if (!words.isEmpty() && HELP.contains(words.getLast())) {
                return help(asked(command, words));
            }
            return switch (command) {
                case "help", "--help", "-h" -> help(String.join(" ", words));
                case "demo" -> demo(words);
                case "erase" -> erase(words);
                case "backup" -> {
                    var file = file(words, "backup");
                    yield settled(loaded -> backups().backup(storage(loaded), file));
                }
                case "restore" -> {
                    var file = file(words, "restore");
                    yield settled(loaded -> backups().restore(storage(loaded), file));
                }
                case "verify" -> {
                    var file =
                            words.isEmpty()
                                    ? Optional.<Path>empty()
                                    : Optional.of(file(words, "verify"));
                    yield settled(loaded -> backups().verify(storage(loaded), file));
                }
                case "reports" -> settled(reports(words));
                case "ban" -> settled(Verdict.ban(words));
                case "unban" -> settled(Verdict.unban(words));
                case "bans" -> settled(Listing.bans(words));
                case "stats" -> settled(Listing.stats(words));
                default ->
                        words.isEmpty()
                                ? alone(command)
                                : misused("`parley " + printable(command) + "` takes no arguments");
            };
        } catch (Misuse e) {
            return misused(e.getMessage());
        }
    }

    /// Runs a command that takes no arguments.
    private static int alone(String command) {
        return switch (command) {
            case "run" -> settled(new Service()::run, Setting.BOT_TOKEN);
            case "check" -> settled(new Check(System.out)::run, Setting.BOT_TOKEN);
            case "health" -> settled(new Health(System.out, System.err)::run);
            case "rotate-key" -> settled(new RotateKey(System.out, System.err)::run);
            case "version", "--version" -> version();
            case "" -> misused("say what to do");
            default -> misused(unknown(command));
        };
    }

    /// Prints the page of a command, or the list of all.
    private static int help(String command) throws Misuse {
        var text =
                command.isEmpty()
                        ? Manual.overview()
                        : Manual.page(command).orElseThrow(() -> new Misuse(unknown(command)));
        return print(System.out, text.stripTrailing(), FINE);
    }

    /// Which command somebody wants to know about who wrote `--help` at its end.
    private static String asked(String command, List<String> words) {
        var both = command + " " + words.getFirst();
        return Manual.page(both).isPresent() ? both : command;
    }

    private static String unknown(String command) {
        return "there is no command `" + printable(command) + "`";
    }

    private static int version() {
        System.out.println(Version.current());
        Version.parts().forEach(System.out::println);
        return FINE;
    }

    private static Path file(List<String> words, String command) throws Misuse {
        if (words.size() != 1 || words.getFirst().startsWith("-")) {
            throw new Misuse("`parley " + command + "` takes one file");
        }
        return Path.of(words.getFirst());
    }

    private static Backups backups() {
        return new Backups(System.out);
    }

    private static Storage storage(Loaded loaded) {
        return loaded.settings().storage();
    }

    /// `--port N` and `--data FOLDER`, each at most once.
    private static int demo(List<String> words) throws Misuse {
        int port = 8080;
        Optional<Path> data = Optional.empty();
        for (int i = 0; i < words.size(); i += 2) {
            var value = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (words.get(i)) {
                case "--port" -> port = port(value);
                case "--data" -> data = Optional.of(folder(value));
                default -> throw new Misuse(DEMO_FORM);
            }
        }
        return Demo.run(port, data, System.out);
    }

    private static int port(String text) throws Misuse {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 65_535) {
            throw new Misuse("`--port` takes a number from 1 to 65535, or 0 for any free port");
        }
        return port;
    }

    private static Path folder(String text) throws Misuse {
        if (text.isEmpty() || text.startsWith("-")) {
            throw new Misuse("`--data` takes a folder, where the database stays");
        }
        return Path.of(text);
    }

    /// Runs something that needs the settings.
    private static int settled(Command command, Setting... required) {
        try {
            var loaded = Settings.load(Environment.ofProcess(), required);
            configureLog(loaded.settings());
            return command.run(loaded);
        } catch (SettingsException e) {
            e.warnings().forEach(warning -> complain("warning: " + warning));
            complain(e.getMessage());
            return BAD_USAGE;
        } catch (RefusedException | SecretException e) {
            complain(e.getMessage());
            return FAILED;
        }
    }

    private static int erase(List<String> words) {
        var subject =
                words.size() == 1
                        ? Erase.subject(words.getFirst())
                        : Optional.<Function<Keys, Pseudonym>>empty();
        return subject.isEmpty()
                ? misused(
                        "`parley erase` takes a Telegram id, such as 123456789, or a pseudonym of"
                                + " 32 digits, as `parley reports` shows it")
                : settled(
                        loaded ->
                                new Erase(System.out, System.err)
                                        .run(loaded.settings().storage(), subject.get()));
    }

    private static Command reports(List<String> words) throws Misuse {
        var rest = words.subList(Math.min(1, words.size()), words.size());
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "show" -> Listing.report(rest);
            case "resolve" -> Verdict.resolve(rest);
            default -> Listing.reports(words);
        };
    }

    static void configureLog(Settings settings) {
        settings.telegram().token().ifPresent(token -> Logs.redact(token.reveal()));
        settings.storage().salt().ifPresent(salt -> Logs.redact(salt.reveal()));
        if (!settings.storage().maskUserIds()) {
            Logs.showIds();
        }
        if (System.getenv("JOURNAL_STREAM") != null) {
            Logs.forJournal();
        }
        Logs.configure(
                settings.log().level(),
                switch (settings.log().format()) {
                    case TEXT -> Logs.Format.TEXT;
                    case JSON -> Logs.Format.JSON;
                });
    }

    private static int misused(String problem) {
        complain(problem + "; `parley help` lists the commands");
        return BAD_USAGE;
    }

    static void complain(String text) {
        print(System.err, "parley: " + Logs.redacted(text), BAD_USAGE);
    }

    private static int print(PrintStream to, String text, int code) {
        to.println(text);
        return code;
    }

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /// For a terminal: nothing that could move its cursor or begin a line.
    static String printable(String word) {
        return word.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    /// A command that has its settings.
    @FunctionalInterface
    interface Command {
        int run(Loaded loaded) throws RefusedException, SecretException;
    }

    /// A command was not written as it should be; the message says how.
    static final class Misuse extends Exception {
        private static final long serialVersionUID = 1L;

        Misuse(String message) {
            super(message);
        }
    }
}
