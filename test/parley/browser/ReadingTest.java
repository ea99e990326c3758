package parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Whoever uses the keyboard, or sees little, gets along on the page.
class ReadingTest extends BrowserFixture {
    /// Every text on the page with less contrast to what is behind it than 4.5 to 1, which is what
    /// WCAG 2 asks for at level AA; what stands on a picture is left out.
    private static final String PALE =
            """
            (() => {
              const canvas = document.createElement('canvas');
              const paint = canvas.getContext('2d', { willReadFrequently: true });
              const rgba = (colour) => {
                paint.clearRect(0, 0, 1, 1);
                paint.fillStyle = colour;
                paint.fillRect(0, 0, 1, 1);
                const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
                return [r, g, b, a / 255];
              };
              const over = (top, under) =>
                [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
              const light = (c) => [.2126, .7152, .0722].reduce((sum, part, i) => {
                const v = c[i] / 255;
                return sum + part * (v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
              }, 0);
              const behind = (e) => !e ? [255, 255, 255, 1]
                : over(rgba(getComputedStyle(e).backgroundColor), behind(e.parentElement));
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const pale = [];
              while (walker.nextNode()) {
                const e = walker.currentNode.parentElement;
                const style = getComputedStyle(e);
                const words = walker.currentNode.data.trim();
                const seen = { visibilityProperty: true, opacityProperty: true };
                if (!words || !e.checkVisibility(seen)) continue;
                if (e.closest('.over .foot, .bare .foot, .veil, .chip, option, script')) continue;
                const back = behind(e);
                const [a, b] = [light(over(rgba(style.color), back)), light(back)];
                const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
                if (ratio < 4.5) pale.push(ratio.toFixed(2) + ' ' + e.className + ' ' + words);
              }
              return [...new Set(pale)].join('\\n');
            })()\
            """;

    @Test
    void theMessagesAreOneStopOfTheTabKey() throws Exception {
        pair();
        ann.says("||hidden|| and /help").says("second").says("third");
        ben.sees("third");
        tab.value("document.querySelector('button[aria-label=\"Phone actions\"]').focus()");

        tab.key("Tab");
        assertEquals("third", focused());
        tab.key("ArrowUp");
        assertEquals("second", focused());
        tab.key("ArrowUp");
        assertEquals("hidden and /help", focused());
        assertEquals(1L, stops("Ann"));
        tab.key("Tab");
        tab.await("document.activeElement.className === 'spoiler'");
        tab.key("Tab");
        tab.await("document.activeElement.className === 'command'");
        tab.key("Tab");
        tab.await("document.activeElement.className === 'more'");
        tab.key("Tab");
        tab.await("document.activeElement.getAttribute('aria-label') === 'Attach'");

        assertEquals(1L, stops("Ben"));
    }

    @Test
    void theNewestMessageIsTheStopUntilSomebodyReadsElsewhere() throws Exception {
        pair();
        ann.says("one").says("two").sees("two");
        tab.value("document.querySelector('button[aria-label=\"Phone actions\"]').focus()");
        tab.key("Tab");
        tab.key("ArrowUp");
        assertEquals("one", focused());

        stage.playground.human(5_550_000_002L).says("from Ben, who is elsewhere");
        ann.sees("from Ben");

        assertEquals("one", focused());
        tab.key("End");
        assertEquals("from Ben, who is elsewhere", focused());
        tab.key("Enter");
        tab.await("document.activeElement.getAttribute('role') === 'menuitem'");
    }

    @Test
    void theTextOfAPageInUseCanBeReadInLightAndInDark() throws Exception {
        pair();
        ann.says("see **this** `code` https://example.org and /help");
        ben.sees("see this").chooses("see this", "Reply").says("I see");
        ann.sees("I see").chooses("I see", "Thumbs up").opens("Attach", "Voice message");
        ben.seesAnywhere(".message:not(.own) .sound").opens("Attach", "File");
        ben.presses("Send it");
        ann.seesAnywhere(".message:not(.own) .file").says("/report").presses("Spam");
        tab.click("#room");
        Seat.ofModerators(tab).sees("🚩 Report").says("/stats").sees("Chats");
        for (var panel : new String[] {"calls", "database", "trouble"}) {
            tab.click("#tab-" + panel);
            tab.await("document.querySelector('#panel-" + panel + "').textContent.length > 60");
            for (boolean dark : new boolean[] {false, true}) {
                tab.dark(dark);
                tab.await(
                        "document.documentElement.dataset.theme === '"
                                + (dark ? "dark'" : "light'"));
                assertEquals("", tab.value(PALE), panel + (dark ? " in dark" : " in light"));
            }
        }
    }

    /// The text of the message that has the focus, without its time.
    private String focused() throws Exception {
        var text = tab.value("document.activeElement.querySelector('.text')?.textContent ?? ''");
        return ((String) text).replaceFirst("\\d\\d:\\d\\d$", "");
    }

    /// So many messages of a chat can be reached by the Tab key, or hold what can.
    private Object stops(String name) throws Exception {
        return Seat.of(tab, name)
                .look(
                        "[...phone.querySelectorAll('.message')].filter(m => [m,"
                            + " ...m.querySelectorAll('*')].some(e => e.tabIndex >= 0)).length");
    }
}
