package parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Buttons, people, trouble and what is behind it all, in a browser.
class AroundTheChatTest extends BrowserFixture {
    @Test
    void buttonsOfTheBotCanBePressed() throws Exception {
        pair();

        ann.presses("End");

        ann.sees("You left");
        ben.sees("has left").presses("Find a partner").sees("Searching");
    }

    @Test
    void aReportIsMadeByButtonsAndEndsTheChat() throws Exception {
        pair();

        ann.says("/report").sees("What is it about?").presses("Spam or advertising");

        ann.sees("Reported");
        ben.sees("has left");
    }

    @Test
    void commandsAreOfferedAsTheBotSetThem() throws Exception {
        ann.write("/fi").seesAnywhere("[role=option][data-command='/find'][aria-selected=true]");
        tab.key("Enter");
        ann.sees("Searching");

        ben.opens("Commands", "/help").sees("This bot connects two strangers");
    }

    @Test
    void aKilledBotComesBackWithNothingLost() throws Exception {
        pair();
        tab.click("#tab-trouble");

        tab.click("#panel-trouble .danger");
        tab.await("document.querySelector('#bot.dead')");
        ann.says("said to the dead");
        tab.click("#panel-trouble .strong");

        tab.await("document.querySelector('#bot.runs')");
        ben.sees("said to the dead").says("and answered");
        ann.sees("and answered");
    }

    @Test
    void aReloadKeepsEverything() throws Exception {
        pair();
        ann.says("before the reload");
        ben.sees("before the reload").chooses("before the reload", "Fire");
        ann.seesAnywhere(".chip");
        var before = ann.look("phone.querySelector('.log').innerText");

        tab.reload();
        ready(tab);

        assertEquals(before, ann.look("phone.querySelector('.log').innerText"));
        ann.says("after the reload");
        ben.sees("after the reload");
    }

    @Test
    void aSecondTabShowsTheSameAndFollows() throws Exception {
        pair();
        var other = visit();
        Seat.of(other, "Ann").sees("Partner found");

        ann.says("to be seen twice");

        Seat.of(other, "Ben").sees("to be seen twice");
        other.vanish();
        ben.says("still here");
        ann.sees("still here");
    }

    @Test
    void peopleCanBeAddedRenamedAndRemoved() throws Exception {
        tab.click("#add");
        tab.await("document.querySelector('#person').open");
        tab.value("document.querySelector('#person-language').value = 'de'");
        tab.key("Enter");
        var cleo = Seat.of(tab, "Cleo");
        cleo.says("/help").sees("Dieser Bot");

        cleo.opens("Phone actions", "Name and language");
        tab.await("document.querySelector('#person').open");
        tab.type("Zoe");
        tab.key("Enter");
        var zoe = Seat.of(tab, "Zoe");
        ann.says("/find").sees("Searching");
        zoe.says("/find").sees("Jemand ist da");
        zoe.opens("Phone actions", "Remove");

        ann.sees("has left");
        tab.await("!document.querySelector('[aria-label=\"Zoe\\'s phone\"]')");
    }

    @Test
    void whoBlocksTheBotLeavesAndCanComeBack() throws Exception {
        pair();

        ann.opens("Phone actions", "Block the bot");
        ben.sees("has left");
        tab.clickOn("document.querySelector('.blocked:not([hidden]) button')");
        ann.says("/find").sees("Searching");
    }

    @Test
    void aFloodDelaysOneChatAndLosesNothing() throws Exception {
        pair();
        ben.opens("Phone actions", "Flood this chat");

        ann.says("late but there");

        ben.sees("late but there");
        tab.await("document.querySelector('.calls .bad')?.textContent === '429'");
    }

    @Test
    void theCallsOfTheBotCanBeFiltered() throws Exception {
        pair();
        ann.says("needle in the calls");
        ben.sees("needle in the calls");

        tab.click("#panel-calls input[type=search]");
        tab.type("needle");

        var shown =
                "[...document.querySelectorAll('.call:not([hidden]) b')].map(b => b.textContent)";
        tab.await(shown + ".join() === 'sendMessage'");
        tab.click(".call:not([hidden]) summary");
        tab.await("document.querySelector('.call[open] pre').innerText.includes('needle')");
    }

    @Test
    void theDatabaseIsShownAndNamesNobody() throws Exception {
        pair();
        tab.click("#tab-database");
        tab.await("document.querySelector('[data-name=active] td.blob')");

        var shown = (String) tab.value("document.querySelector('.tables').textContent");

        assertTrue(shown.contains("pseudonym"), shown);
        var id = tab.value("document.querySelector('.phone').id.replace('phone-', '')");
        for (var word : new Object[] {"Ann", "Ben", id}) {
            assertEquals(false, shown.contains((String) word), shown);
        }
    }

    @Test
    void aNarrowScreenShowsOnePhoneAtATime() throws Exception {
        tab.size(390, 844, true);
        tab.await("document.querySelectorAll('#tabs [role=tab]:not([hidden])').length === 2");
        var seen =
                "[...document.querySelectorAll('.phone')].filter(p => p.offsetWidth > 0)"
                        + ".map(p => p.querySelector('h2').textContent).join()";

        tab.await(seen + " === 'Ann'");
        tab.click("#tabs [role=tab]:nth-child(2)");

        tab.await(seen + " === 'Ben'");
        assertEquals(true, tab.value("document.documentElement.scrollWidth <= 390"));
    }

    @Test
    void darkAndLightCanBeChosen() throws Exception {
        tab.dark(true);
        tab.await("document.documentElement.dataset.theme === 'dark'");

        tab.click("#theme");

        tab.await("document.documentElement.dataset.theme === 'light'");
        tab.reload();
        ready(tab);
        assertEquals("light", tab.value("document.documentElement.dataset.theme"));
    }

    @Test
    void everythingThatCanBePressedHasAName() throws Exception {
        pair();
        ann.opens("Attach", "Voice message");
        ben.seesAnywhere(".message:not(.own) .sound");

        var nameless =
                tab.value(
                        "[...document.querySelectorAll('button, input, textarea, select, a')]"
                                + ".filter(e => !(e.getAttribute('aria-label')"
                                + " || e.textContent.trim() || e.labels?.length))"
                                + ".map(e => e.outerHTML).join('\\n')");

        assertEquals("", nameless);
        assertEquals(
                "log polite",
                ann.look(
                        "(l => l.getAttribute('role') + ' ' + l.getAttribute('aria-live'))"
                                + "(phone.querySelector('.log'))"));
    }

    @Test
    void aMenuIsOpenedAndLeftByTheKeyboard() throws Exception {
        tab.value("document.querySelector('button[aria-label=Attach]').focus()");
        tab.key("Enter");
        tab.await("document.activeElement.getAttribute('role') === 'menuitem'");
        tab.key("ArrowDown");
        tab.await("document.activeElement.textContent.includes('spoiler')");

        tab.key("Escape");

        tab.await("document.activeElement.getAttribute('aria-label') === 'Attach'");
        assertEquals(0L, tab.value("document.querySelectorAll('[role=menu]').length"));
    }
}
