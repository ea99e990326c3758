package parley.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Two people in one terminal: what is typed is said by one of them, what each sees is printed as
/// it comes.
///
/// After each line it waits until the bot has gone quiet, so that a script can be piped in.
public final class Terminal {
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final String WELCOME =
            """
            You are two people, Ann (1) and Ben (2), and both know the bot.
              1 /find       Ann looks for somebody
              2 hello       Ben says hello
              1 !Next       Ann presses the newest button called Next
              quit          ends it
            """;

    private final InputStream in;
    private final PrintStream out;
    private final Map<String, Human> people;
    private final BlockingQueue<Received> news = new LinkedBlockingQueue<>();
    private Duration patience = FIRST_ANSWER;

    /// Seats Ann (id 1) and Ben (id 2).
    public Terminal(Playground playground, InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
        Human ann = playground.human(new Profile(1, "Ann", "", "ann", "en"));
        Human ben = playground.human(new Profile(2, "Ben", "", "ben", "en"));
        people = Map.of("1", ann, "a", ann, "ann", ann, "2", ben, "b", ben, "ben", ben);
        ann.phone().listen(item -> seen("Ann", item));
        ben.phone().listen(item -> seen("Ben", item));
    }

    /// Plays until `quit` or the end of the input.
    ///
    /// @throws IOException when the input cannot be read
    public void run() throws IOException {
        out.print(WELCOME);
        var lines = new BufferedReader(new InputStreamReader(in, UTF_8));
        String line = lines.readLine();
        while (line != null && !line.strip().equalsIgnoreCase("quit")) {
            if (!line.isBlank() && play(line.strip())) {
                awaitQuiet();
            }
            line = lines.readLine();
        }
    }

    private boolean play(String line) {
        String[] words = line.split("\\s+", 2);
        Human human = people.get(words[0].toLowerCase(Locale.ROOT));
        if (human == null || words.length < 2) {
            out.println(
                    "? start with 1 or 2, then what to say: 1 hello, 2 /find, 1 !Next, or quit");
            return false;
        }
        if (words[1].startsWith("!")) {
            return press(human, words[1].substring(1).strip());
        }
        human.says(words[1]);
        return true;
    }

    private boolean press(Human human, String label) {
        for (Received item : human.phone().received().reversed()) {
            for (String button : item.buttons()) {
                if (!label.isEmpty() && matches(button, label)) {
                    human.presses(item, button);
                    return true;
                }
            }
        }
        out.println("? no button called " + label);
        return false;
    }

    /// Labels may carry a symbol that is hard to type.
    private static boolean matches(String button, String label) {
        return button.toLowerCase(Locale.ROOT).contains(label.toLowerCase(Locale.ROOT));
    }

    private void awaitQuiet() {
        try {
            Duration wait = patience;
            while (news.poll(wait.toMillis(), TimeUnit.MILLISECONDS) != null) {
                wait = QUIET;
                patience = ANSWER;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void seen(String name, Received item) {
        var text = new StringBuilder(shown(item));
        item.buttons().forEach(button -> text.append(" [").append(button).append("]"));
        out.println(name + " sees | " + text.toString().replace("\n", "\n         | "));
        news.add(item);
    }

    private static String shown(Received item) {
        return switch (item.method()) {
            case "deleteMessage", "deleteMessages" -> "(a message is gone)";
            case "setMessageReaction" -> "(a reaction)";
            default -> {
                String edited = item.method().startsWith("edit") ? "(changed) " : "";
                yield edited + media(item) + item.text();
            }
        };
    }

    private static String media(Received item) {
        List<String> kinds = Content.MEDIA;
        return kinds.stream()
                .filter(item.message()::containsKey)
                .findFirst()
                .map(kind -> "(" + kind.replace('_', ' ') + ") ")
                .orElse("");
    }
}
