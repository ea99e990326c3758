package parley;

import parley.chat.Pseudonym;
import parley.config.Environment;
import parley.config.Loaded;
import parley.config.Setting;
import parley.config.Settings;
import parley.config.Settings.Storage;
import parley.config.SettingsException;
import parley.ops.Logs;
import parley.privacy.Keys;
import parley.privacy.SecretException;
import parley.sqlite.file.RefusedException;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The command line.
public final class Main {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int BAD_USAGE = 2;
    static final int REFUSED = 3;

    static final String UNMASKED =
            "MASK_USER_IDS=false: logs and reports hold raw Telegram ids, which identify people";

    private static final String HELP =
            """
            Parley, an anonymous random-chat bot for Telegram.

            Usage: parley COMMAND

              run                    serve people until stopped
              demo [--port N]        play with the whole bot in a browser, without a token
              reports [--open]       what people complained about; --json or --csv
              reports show ID        one of these reports, and what was done about it
              reports resolve ID...  close reports; --as dismiss, warn, mute, ban7d or ban
              ban WHO [TIME] [WHY]   keep somebody out, for 90m, 24h, 7d or perm
              unban WHO              let somebody in again
              bans                   who is kept out; --json or --csv
              stats                  how many chat, wait, are reported, are kept out; --json
              erase WHO              erase everything about a person
              rotate-key             change the secret; the former one then opens nothing
              check                  whether all that the bot needs is there and well
              backup FILE            copy the database, also while the bot runs
              restore FILE           put such a copy in its place; the bot must not run
              verify [FILE]          whether the database, or a copy, is whole
              health                 whether the bot on this machine can serve (HTTP_ADDR)
              version                print the version
              help                   print this

            WHO is a report, a pseudonym (12 digits will do) or a Telegram id; for `erase`
            it is a whole pseudonym or a Telegram id.
            Exit codes: 0 fine, 1 failed, 2 bad usage or settings, 3 refused by Telegram.
            Settings come from the environment and .env; docs/configuration.md has them all.
            """;

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
            return switch (command) {
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
            case "version", "--version" -> print(System.out, Version.current().toString(), FINE);
            case "help", "--help", "-h" -> print(System.out, HELP.stripTrailing(), FINE);
            case "" -> misused("say what to do");
            default -> misused("there is no command `" + printable(command) + "`");
        };
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
