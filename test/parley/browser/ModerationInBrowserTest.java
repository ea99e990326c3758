package parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reports and those who decide about them, in a browser.
class ModerationInBrowserTest extends BrowserFixture {
    private static final String CARD = "🚩 Report";

    private Seat moderators;

    @BeforeEach
    void openTheModeratorsChat() throws Exception {
        tab.click("#room");
        moderators = Seat.ofModerators(tab);
    }

    @Test
    void aReportShowsItsEvidenceAndABanChangesTheCardInPlace() throws Exception {
        pair();
        ben.says("buy my coins");
        ann.sees("buy my coins").chooses("buy my coins", "Reply").says("/report");
        ann.presses("Spam or advertising");
        moderators.sees(CARD).sees("buy my coins");
        assertTrue(foot("buy my coins").contains("protected"), foot("buy my coins"));
        assertEquals("", foot(CARD).replaceAll("[0-9:]", ""));

        moderators.presses("Ban 7 d").sees("Status: banned for 7 days").seesNoMore("Status: open");

        ben.sees("You are banned");
        assertEquals(1L, moderators.look("phone.innerText.split('" + CARD + "').length - 1"));
        assertEquals(false, ann.look("phone.innerText.includes('banned')"));
    }

    @Test
    void aBanEndsARunningChatAndThePartnerHearsOnlyThatItEnded() throws Exception {
        pair();
        ann.says("/report").presses("don’t end the chat").sees("The chat goes on");
        ann.presses("Threats or violence").sees("Nothing else has changed");

        moderators.sees(CARD).presses("Ban 7 d");

        ben.sees("You are banned");
        ann.sees("Your partner has left");
        assertEquals(false, ann.look("phone.innerText.includes('banned')"));
    }

    @Test
    void whatIsPressedWhileTheBotIsDeadCountsOnceItIsBack() throws Exception {
        reportBen();
        moderators.sees(CARD);
        stage.kill();
        tab.await("document.querySelector('#bot.dead')");

        moderators.as("Moderator B").presses("Mute 24 h").as("Moderator A").presses("Dismiss");
        stage.start();

        tab.await(
                "[...document.querySelectorAll('.toasts p')]"
                        + ".some(p => p.textContent.startsWith('Already done: muted'))");
        moderators.sees("Status: muted for 24 h");
        ben.says("/find").sees("A moderator has shut you out");
    }

    @Test
    void aGuestHasNoSay() throws Exception {
        reportBen();
        moderators.sees(CARD);

        moderators.as("Guest").presses("Ban 7 d").says("/reports");
        moderators.as("Moderator A").says("/stats").sees("Open reports: ");

        assertTrue(((String) moderators.look("phone.innerText")).contains("Status: open"));
        assertEquals(false, moderators.look("phone.innerText.includes('newest first')"));
        ben.says("/find").sees("Searching");
        assertEquals(false, ben.look("phone.innerText.includes('banned')"));
    }

    @Test
    void eitherModeratorCanAskAndDecideByCommands() throws Exception {
        reportBen();
        moderators.sees(CARD);
        var id = moderators.look("phone.innerText.match(/Report ([0-9a-f]{16})/)[1]");

        moderators.says("/reports").sees("newest first: 1");
        moderators.opens("Commands", "/show");
        tab.type((String) id);
        tab.key("Enter");
        tab.await(
                "document.querySelectorAll('#phones [aria-label*=moderators] .keys').length === 2");
        moderators.as("Moderator B").says("/ban " + id + " 90m too loud").sees("for 90 min");
        ben.sees("You are banned here for 90 minutes");
        moderators.says("/unban " + id).sees("may come in again");
        ben.sees("You are let in again");
        ann.says("/find").sees("Searching");
        tab.click("#add");
        tab.await("document.querySelector('#person').open");
        tab.key("Enter");
        Seat.of(tab, "Cleo").says("/find").sees("Partner found");
        moderators.says("/announce Back in a minute").sees("On its way");
        ann.sees("📢 Back in a minute");
        moderators.seesWithin("/announce", ".who");
        assertTrue(((String) moderators.look("phone.innerText")).contains("Moderator B"));
    }

    @Test
    void aReloadKeepsTheChatItsPlaceAndWhoOneIsThere() throws Exception {
        reportBen();
        moderators.sees(CARD).as("Moderator B");
        var before = moderators.look("phone.querySelector('.log').innerText");

        tab.reload();
        ready(tab);

        assertEquals(before, moderators.look("phone.querySelector('.log').innerText"));
        assertEquals(
                "Moderator B",
                moderators.look("phone.querySelector('select').selectedOptions[0].text"));
        moderators.presses("Ban 7 d").sees("Status: banned");
    }

    @Test
    void aReportIsNoticedWhileTheChatIsHiddenAlsoOnANarrowScreen() throws Exception {
        tab.click("#room");
        reportBen();
        tab.await("document.querySelector('#room.news')");
        tab.size(390, 844, true);

        tab.click("#room");

        tab.await("!document.querySelector('#room.news')");
        moderators.sees(CARD);
        assertEquals(
                "The moderators' chat",
                tab.value(
                        "[...document.querySelectorAll('.phone')].filter(p => p.offsetWidth > 0)"
                                + ".map(p => p.getAttribute('aria-label')).join()"));
        assertEquals(true, tab.value("document.documentElement.scrollWidth <= 390"));
        tab.click("#room");
        tab.await("document.querySelector('.phone.shown h2').textContent === 'Ann'");
    }

    private void reportBen() throws Exception {
        pair();
        ann.says("/report").presses("Spam or advertising").sees("Reported");
    }

    private String foot(String text) throws Exception {
        return (String)
                moderators.look(
                        "[...phone.querySelectorAll('.message')].findLast(m =>"
                                + " m.innerText.includes("
                                + Tab.quoted(text)
                                + ")).querySelector('.body > .foot').innerText");
    }
}
