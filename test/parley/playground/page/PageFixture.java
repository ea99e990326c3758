package parley.playground.page;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Playground;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A page, a visitor, and a bot that only remembers what was done to it.
@Timeout(60)
abstract class PageFixture {
    @TempDir Path folder;
    Playground playground;
    Page page;
    Visitor visitor;
    final FakeBot bot = new FakeBot();

    final class FakeBot implements Page.Bot {
        final List<String> done = new CopyOnWriteArrayList<>();

        @Override
        public void kill() {
            done.add("kill");
        }

        @Override
        public void start() {
            done.add("start");
        }

        @Override
        public boolean isRunning() {
            return done.isEmpty() || done.getLast().equals("start");
        }

        @Override
        public Path database() {
            return folder.resolve("bot data?.sqlite3");
        }
    }

    @BeforeEach
    void open() throws Exception {
        playground = Playground.start(Visitor.TOKEN);
        page = Page.start(playground, 0, bot);
        visitor = new Visitor(page, playground);
    }

    @AfterEach
    void close() {
        visitor.close();
        page.close();
        playground.close();
    }
}
