package parley;

import parley.chat.Pseudonym;
import parley.config.Environment;
import parley.config.Loaded;
import parley.config.Setting;
import parley.config.Settings;
import parley.config.SettingsException;
import parley.ops.Logs;
import parley.privacy.Keys;
import parley.privacy.SecretException;
import parley.sqlite.Reports;
import parley.sqlite.file.RefusedException;

import java.io.PrintStream;
import java.util.List;
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

              run         serve people until stopped; settings come from the environment and .env
              demo        try the whole bot in this terminal, without a token and without a network
              reports     list what people complained about, masked
              erase WHO   erase everything about a person: a Telegram id, or a pseudonym
              rotate-key  change the secret, so that the former one opens nothing any more
              version     print the version
              help        print this

            Exit codes: 0 fine, 1 failed, 2 bad usage or settings, 3 refused by Telegram.
            Settings are described in .env.example and docs/configuration.md.
            """;

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
        if (command.equals("erase")) {
            return erase(arguments.subList(1, arguments.size()));
        }
        if (arguments.size() > 1) {
            return misused("`parley " + command + "` takes no arguments");
        }
        return switch (command) {
            case "run" -> settled(new Service()::run, Setting.BOT_TOKEN);
            case "demo" -> Demo.run(System.in, System.out);
            case "reports" -> settled(Main::reports);
            case "rotate-key" -> settled(new RotateKey(System.out, System.err)::run);
            case "version", "--version" -> print(System.out, Version.current().toString(), FINE);
            case "help", "--help", "-h" -> print(System.out, HELP.stripTrailing(), FINE);
            case "" -> misused("say what to do");
            default -> misused("there is no command `" + printable(command) + "`");
        };
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

    private static int reports(Loaded loaded) throws RefusedException {
        if (!loaded.settings().storage().maskUserIds()) {
            complain("warning: " + UNMASKED);
        }
        for (var report : Reports.list(loaded.settings().storage().database())) {
            System.out.printf(
                    "%s  %s  %s  session %s  reporter %s  reported %s  %s%s%n",
                    report.id(),
                    report.at(),
                    report.status(),
                    report.session(),
                    report.reporter(),
                    report.reported(),
                    report.reason(),
                    report.isMasked() ? "" : "  NOT MASKED: these are Telegram ids");
        }
        return FINE;
    }

    private static void configureLog(Settings settings) {
        settings.telegram().token().ifPresent(token -> Logs.redact(token.reveal()));
        settings.storage().salt().ifPresent(salt -> Logs.redact(salt.reveal()));
        if (!settings.storage().maskUserIds()) {
            Logs.showIds();
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

    private static void complain(String text) {
        print(System.err, "parley: " + Logs.redacted(text), BAD_USAGE);
    }

    private static int print(PrintStream to, String text, int code) {
        to.println(text);
        return code;
    }

    private static String printable(String word) {
        return word.replaceAll("\\p{Cntrl}", "?");
    }

    /// A command that has its settings.
    @FunctionalInterface
    private interface Command {
        int run(Loaded loaded) throws RefusedException, SecretException;
    }
}
