package parley.browser;

import org.junit.jupiter.api.Test;

/// With a bot that asks newcomers to accept the rules, as it does unless told otherwise.
class ConsentInBrowserTest extends BrowserFixture {
    @Override
    boolean asksForConsent() {
        return true;
    }

    @Test
    void newcomersAcceptTheRulesByAButtonAndMeet() throws Exception {
        ann.says("/find").presses("I am 18 or older and accept").sees("Searching");
        ben.says("/find").presses("I am 18 or older and accept").sees("Partner found");

        ann.sees("Partner found").says("we both agreed");

        ben.sees("we both agreed");
    }
}
