package parley.browser;

/// One phone of the page, by its label: does with the mouse and the keyboard what somebody would
/// do.
record Seat(Tab tab, String label) {
    /// The phone of somebody with this name.
    static Seat of(Tab tab, String name) {
        return new Seat(tab, name + "'s phone");
    }

    /// The chat of the moderators, once it is opened.
    static Seat ofModerators(Tab tab) {
        return new Seat(tab, "The moderators' chat");
    }

    /// The phone, as an expression.
    private String phone() {
        return "document.querySelector(" + Tab.quoted("[aria-label=\"" + label + "\"]") + ")";
    }

    /// Writes and presses from now on as one of the moderators, or as a guest of theirs.
    Seat as(String member) throws Exception {
        look(
                """
                (() => {
                  const select = phone.querySelector('select');
                  select.value = [...select.options].find(o => o.text === %s).value;
                  select.dispatchEvent(new Event('change'));
                })()\
                """
                        .formatted(Tab.quoted(member)));
        return this;
    }

    private String newest(String text) {
        return "[...%s.querySelectorAll('.message')].findLast(m => m.innerText.includes(%s))"
                .formatted(phone(), Tab.quoted(text));
    }

    private String within(String element, String selector) {
        return element + "?.querySelector(" + Tab.quoted(selector) + ")";
    }

    /// Writes and presses Enter.
    Seat says(String text) throws Exception {
        write(text);
        tab.key("Enter");
        return this;
    }

    /// Writes without sending.
    Seat write(String text) throws Exception {
        tab.clickOn(within(phone(), "textarea"));
        tab.type(text);
        return this;
    }

    /// Waits until a message with this text is there.
    Seat sees(String text) throws Exception {
        tab.await(newest(text));
        return this;
    }

    /// Waits until no message with this text is there any more.
    Seat seesNoMore(String text) throws Exception {
        tab.await("!" + newest(text));
        return this;
    }

    /// Waits until something is in the newest message with this text.
    Seat seesWithin(String text, String selector) throws Exception {
        tab.await(within(newest(text), selector));
        return this;
    }

    /// Waits until something is on the phone.
    Seat seesAnywhere(String selector) throws Exception {
        tab.await(within(phone(), selector));
        return this;
    }

    /// Presses an inline button of the newest message that has it.
    Seat presses(String label) throws Exception {
        tab.clickOn(
                "[...%s.querySelectorAll('.key')].findLast(k => k.innerText.includes(%s))"
                        .formatted(phone(), Tab.quoted(label)));
        return this;
    }

    /// Opens the menu of the newest message with this text and chooses there.
    Seat chooses(String text, String item) throws Exception {
        tab.clickOn(within(newest(text), ".more"));
        return fromMenu(item);
    }

    /// Opens the menu behind one of the phone's own buttons and chooses there.
    Seat opens(String button, String item) throws Exception {
        tab.clickOn(within(phone(), "button[aria-label=\"" + button + "\"]"));
        return fromMenu(item);
    }

    private Seat fromMenu(String item) throws Exception {
        tab.clickOn(
                ("[...document.querySelectorAll('[role=menuitem]')]"
                                + ".find(i => i.innerText.includes(%1$s)"
                                + " || i.getAttribute('aria-label') === %1$s)")
                        .formatted(Tab.quoted(item)));
        return this;
    }

    /// The value of an expression about the phone, in which it is called `phone`.
    Object look(String expression) throws Exception {
        return tab.value("((phone) => " + expression + ")(" + phone() + ")");
    }
}
