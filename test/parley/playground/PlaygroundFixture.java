package parley.playground;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.time.Duration;

/// A server, a bot and two people for each test.
abstract class PlaygroundFixture {
    static final Duration LIMIT = Duration.ofSeconds(10);

    Playground playground;
    Bot bot;
    Human ann;
    Human ben;

    @BeforeEach
    void open() throws IOException {
        playground = Playground.start(Bot.TOKEN);
        bot = new Bot(playground);
        ann = playground.human(1);
        ben = playground.human(2);
    }

    @AfterEach
    void close() {
        playground.close();
        bot.close();
    }
}
