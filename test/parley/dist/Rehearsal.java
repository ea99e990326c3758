package parley.dist;

import static java.nio.charset.StandardCharsets.US_ASCII;

import parley.ops.systemd.Supervisor;
import parley.playground.Human;
import parley.playground.Playground;
import parley.playground.Received;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts a program as systemd would, has two people use it against the playground, and ends it
/// with SIGTERM; on the way it must say what systemd waits for. The classes that the virtual
/// machine loads meanwhile are those of the distribution's archive; inside a sandbox it is the
/// smoke test; with `--commands` it tries, beside the bot, what operators and containers ask of it;
/// with `--measure` it tells what the program costs.
///
/// Usage: `Rehearsal FOLDER [--commands | --measure] PROGRAM [ARGUMENT...]`. FOLDER holds the
/// database, an empty one for each start. The program is given its command as last arguments.
final class Rehearsal {
    static final String TOKEN = "700000001:AArehearsal";
    private static final int MESSAGES = 500;

    /// A sign of life is wanted every half of it.
    private static final String WATCHDOG_MICROS = "1000000";

    private final Program program;
    private final Playground playground;
    private final Supervisor supervisor;
    private final boolean commands;
    private final List<String> told = new ArrayList<>();

    private Rehearsal(
            Program program, Playground playground, Supervisor supervisor, boolean commands) {
        this.program = program;
        this.playground = playground;
        this.supervisor = supervisor;
        this.commands = commands;
    }

    /// Ends with 1 when the program does not do what it should.
    public static void main(String[] arguments) throws Exception {
        var words = new ArrayList<>(List.of(arguments));
        var folder = Path.of(words.removeFirst()).toAbsolutePath();
        boolean measures = words.removeIf("--measure"::equals);
        boolean commands = words.removeIf("--commands"::equals);
        try (var supervisor = Supervisor.at(address())) {
            if (measures) {
                new Measurement(folder, words, supervisor).run();
            } else {
                try (var playground = Playground.start(TOKEN)) {
                    var program = new Program(folder, words);
                    settle(program, folder, playground);
                    new Rehearsal(program, playground, supervisor, commands).play();
                }
            }
        }
        System.exit(0);
    }

    /// What every program here is told.
    static void settle(Program program, Path folder, Playground playground) {
        program.with("NOTIFY_SOCKET", "@" + socket())
                .with("BOT_TOKEN", TOKEN)
                .with("TELEGRAM_API_URL", playground.address().toString())
                .with("DATABASE_PATH", folder.resolve("0/bot.sqlite3").toString())
                .with("RATE_LIMIT_MSG_PER_SEC", "0")
                .with("FIND_DEBOUNCE_SEC", "0");
    }

    private void play() throws Exception {
        program.with("WATCHDOG_USEC", WATCHDOG_MICROS);
        if (commands) {
            program.with("HTTP_ADDR", "127.0.0.1:" + freePort());
            playground.faults().on("getMe").times(Integer.MAX_VALUE).badGateway();
        }
        var bot = program.run();
        try {
            if (commands) {
                notYet(bot);
            }
            program.awaitPolling(bot);
            awaitTold(bot, "READY=1", 1);
            chat();
            awaitTold(bot, "WATCHDOG=1", 3);
            if (commands) {
                beside();
            }
            program.end(bot);
            awaitTold(bot, "STOPPING=1", 1);
        } finally {
            Program.kill(bot);
        }
        if (commands) {
            program.does(1, "no bot answers", "health");
        }
        if (!playground.violations().isEmpty()) {
            throw new IllegalStateException("the Bot API refuses: " + playground.violations());
        }
    }

    /// As long as Telegram cannot be reached nobody may think that the bot serves.
    private void notYet(Process bot) throws Exception {
        program.await(bot, "call of getMe", () -> !playground.calls().isEmpty());
        program.does(1, "telegram: no answer", "health");
        listen();
        if (told.contains("READY=1")) {
            throw new IllegalStateException("ready without Telegram");
        }
        playground.faults().clear();
    }

    private void beside() throws Exception {
        program.does(0, "ok", "health");
        program.does(0, "parley ", "version");
        program.does(0, "ok", "check");
        program.does(0, "Copied to", "backup", "copy.sqlite3");
        program.does(0, "is whole", "verify", "copy.sqlite3");
        program.does(0, "is whole", "verify");
    }

    private void awaitTold(Process bot, String message, int times) throws Exception {
        program.await(
                bot,
                message,
                () -> {
                    listen();
                    return told.stream().filter(message::equals).count() >= times;
                });
    }

    private void listen() {
        for (var message = supervisor.hears(); !message.isEmpty(); message = supervisor.hears()) {
            told.add(message);
        }
    }

    /// Two people do what people do, so that all of the program is met.
    private void chat() {
        var ann = playground.human(7_000_000_001L);
        var ben = playground.human(7_000_000_002L);
        meet(ann, ben);
        for (int i = 0; i < MESSAGES; i++) {
            ann.says("hello " + i);
            ben.says("hello yourself " + i);
        }
        hears(ben, "hello " + (MESSAGES - 1));
        hears(ann, "hello yourself " + (MESSAGES - 1));
        ann.edits(ann.says("a word"), Map.of("text", "another word"));
        hears(ben, "another word");
        ann.sends(Map.of("voice", Map.of("file_id", "v1")));
        ann.says("/video");
        ann.says("/help");
        ann.says("/mydata");
        ben.says("/next");
        hears(ann, "left");
        ann.says("/end");
        ann.says("/forget");
    }

    static void meet(Human one, Human other) {
        for (var human : List.of(one, other)) {
            human.says("/start");
            human.says("/find");
            human.presses(hears(human, "Before your first chat"), "consent");
        }
        hears(one, "Partner found");
        hears(other, "Partner found");
    }

    static Received hears(Human human, String text) {
        return human.awaits(text, Program.LIMIT);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// An abstract one: it leaves nothing behind, and is the same in a sandbox.
    private static String socket() {
        return "parley-rehearsal-" + ProcessHandle.current().pid();
    }

    /// The `sockaddr_un` of [#socket], see unix(7).
    private static byte[] address() {
        var name = socket().getBytes(US_ASCII);
        return ByteBuffer.allocate(Short.BYTES + 1 + name.length)
                .order(ByteOrder.nativeOrder())
                .putShort((short) 1)
                .put((byte) 0)
                .put(name)
                .array();
    }
}
