package parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// The page in a real browser with the real bot, for each test anew; the browser is the same. After
/// each test neither the browser nor the server may have found anything wrong.
abstract class BrowserFixture {
    private static Browser browser;

    @TempDir Path folder;
    Stage stage;
    Tab tab;
    Seat ann;
    Seat ben;

    @BeforeAll
    static void startBrowser() throws Exception {
        boolean there = Browser.installed().isPresent();
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(there, "CI needs chromium");
        }
        assumeTrue(there, "chromium is not installed");
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() throws Exception {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(folder, asksForConsent());
        tab = visit();
        ann = Seat.of(tab, "Ann");
        ben = Seat.of(tab, "Ben");
    }

    /// Whether the bot asks newcomers to accept the rules.
    boolean asksForConsent() {
        return false;
    }

    /// Opens the page in another tab.
    Tab visit() throws Exception {
        var opened = browser.open(stage.page.address());
        ready(opened);
        return opened;
    }

    static void ready(Tab tab) throws Exception {
        tab.await("document.body.dataset.ready");
    }

    void pair() throws Exception {
        ann.says("/find").sees("Searching");
        ben.says("/find").sees("Partner found");
        ann.sees("Partner found");
    }

    @AfterEach
    void leave() throws Exception {
        var complaints = tab == null ? List.of() : List.copyOf(tab.complaints());
        if (tab != null) {
            tab.vanish();
        }
        try (var ended = stage) {
            assertEquals(List.of(), ended.playground.violations());
        }
        assertEquals(List.of(), complaints);
    }
}
