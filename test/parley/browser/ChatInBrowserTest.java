package parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.util.List;

import javax.imageio.ImageIO;

/// Two people chat in a browser, through the real bot.
class ChatInBrowserTest extends BrowserFixture {
    @Test
    void twoStrangersMeetAndTalk() throws Exception {
        pair();

        ann.says("hello stranger");
        ben.sees("hello stranger").says("hello back");

        ann.sees("hello back");
    }

    @Test
    void enterSendsAndShiftEnterBeginsALine() throws Exception {
        pair();

        ann.write("one");
        tab.key("Shift+Enter");
        tab.type("two");
        tab.key("Enter");

        ben.sees("one\ntwo");
    }

    @Test
    void whatLooksLikeHtmlShowsAsItself() throws Exception {
        pair();
        var text = "<script>alert(1)</script><img src=x onerror=alert(2)> & 🏳️‍🌈";

        ann.says(text).sees(text);
        ben.sees("<script>alert(1)").sees("<img src=x onerror=alert(2)> & 🏳️‍🌈");

        assertEquals(0L, ben.look("phone.querySelectorAll('.text script, .text img').length"));
    }

    @Test
    void formatsAreSeenAsFormats() throws Exception {
        pair();

        ann.says("so **very __bold__** and `x<y` and ||hidden||");

        ben.sees("so very bold and x<y and");
        ben.seesWithin("so very", "strong > em").seesWithin("so very", "code");
        ben.seesWithin("so very", ".spoiler[role=button]");
    }

    @Test
    void aReplyShowsWhatItRepliesTo() throws Exception {
        pair();
        ann.says("first question").says("second question");
        ben.sees("second question").chooses("first question", "Reply").says("my answer");

        ann.sees("my answer").seesWithin("my answer", ".quotation");

        assertEquals(
                "first question",
                ann.look(
                        "[...phone.querySelectorAll('.message')]"
                                + ".findLast(m => m.innerText.includes('my answer'))"
                                + ".querySelector('.quoted').textContent"));
    }

    @Test
    void anEditChangesTheTextOfThePartner() throws Exception {
        pair();
        ann.says("see you at noon");
        ben.sees("see you at noon");

        ann.chooses("see you at noon", "Edit");
        tab.key("End");
        tab.type(", or later");
        tab.key("Enter");

        ben.sees("see you at noon, or later").seesWithin("or later", ".foot");
        assertEquals(1L, ben.look("phone.innerText.split('see you at noon').length - 1"));
    }

    @Test
    void aReactionIsSeenOnBothPhonesAndCanBeTakenBack() throws Exception {
        pair();
        ann.says("good news");
        ben.sees("good news").chooses("good news", "Thumbs up");

        ben.seesWithin("good news", ".chip.own");
        ann.seesWithin("good news", ".chip");

        tab.clickOn("document.querySelector('.chip.own')");
        tab.await("!document.querySelector('.chip')");
    }

    @Test
    void whatIsUnsentIsGone() throws Exception {
        pair();
        ann.says("a slip of the tongue");
        ben.sees("a slip of the tongue");

        ann.chooses("a slip of the tongue", "Unsend");

        ben.seesNoMore("a slip of the tongue");
    }

    @Test
    void everyKindOfSampleArrivesAndItsFileCanBeLoaded() throws Exception {
        pair();
        var arrivals =
                List.of(
                        List.of("Photo", ".view img"),
                        List.of("Photo behind a spoiler", ".veiled img"),
                        List.of("Voice message", ".sound"),
                        List.of("Video", "video"),
                        List.of("Sticker", "img.sticker"));
        for (var arrival : arrivals) {
            ann.opens("Attach", arrival.get(0));
            ben.seesAnywhere(".message:not(.own) " + arrival.get(1));
        }
        ann.opens("Attach", "Album");
        ben.seesAnywhere(".album:not(.own) .message:nth-child(3)");

        tab.value(
                "Promise.all([...document.images].map(i => i.complete ? 0"
                        + " : new Promise(done => { i.onload = i.onerror = done; })))");
        assertEquals(
                true, tab.value("[...document.images].every(i => i.naturalWidth > 0 || !i.src)"));
        tab.await("[...document.querySelectorAll('video')].every(v => v.readyState > 0)");
    }

    @Test
    void aVisitorsOwnPictureArrives() throws Exception {
        pair();
        var file = folder.resolve("own <b>.png");
        ImageIO.write(new BufferedImage(33, 21, BufferedImage.TYPE_INT_RGB), "png", file.toFile());

        tab.choose(file, () -> ann.write("mine").opens("Attach", "Photo, video or sound"));

        ben.sees("mine").seesWithin("mine", ".view img");
        tab.await("[...document.querySelectorAll('.view img')].every(i => i.naturalWidth === 33)");
    }

    @Test
    void aVisitorsOwnFileKeepsItsName() throws Exception {
        pair();
        var file = Files.writeString(folder.resolve("letter.html"), "<script>alert(1)</script>");

        tab.choose(file, () -> ann.opens("Attach", "File…"));

        ann.presses("Send it");
        ben.sees("letter.html").seesWithin("letter.html", "a.file[download='letter.html']");
    }
}
