package parley.browser;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// Makes the pictures of the documentation: `wide.png`, `dark.png` and `narrow.png`, in the folder
/// that is given.
public final class Screenshots {
    private Screenshots() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args[0]));
        var data = Files.createTempDirectory("screenshots");
        try (var stage = new Stage(data, false);
                var browser = Browser.start()) {
            var tab = browser.open(stage.page.address());
            tab.await("document.body.dataset.ready");
            tab.size(1640, 940, false);
            report(tab);
            meet(tab);
            tab.clickOn(
                    "[...document.querySelectorAll('.call')].find(c =>"
                            + " c.innerText.includes('sendPhoto')).querySelector('summary')");
            save(tab, folder.resolve("wide.png"));
            tab.click("#room");
            tab.size(1280, 860, false);
            tab.dark(true);
            goOn(tab);
            tab.click("#tab-database");
            tab.await("document.querySelector('#panel-database td')");
            save(tab, folder.resolve("dark.png"));
            narrow(browser, stage.page.address(), folder);
        }
    }

    private static void meet(Tab tab) throws Exception {
        var ann = Seat.of(tab, "Ann");
        var ben = Seat.of(tab, "Ben");
        ann.says("/find").sees("Searching");
        ben.says("/find").sees("Partner found");
        ann.sees("Partner found");
        ann.says("Hi there! Where are you **right now**?");
        ben.sees("Hi there").chooses("Hi there", "Reply");
        ben.says("On a train 🚆 through the mountains");
        ann.sees("On a train");
        ben.write("This was an hour ago").opens("Attach", "Photo");
        ann.sees("This was an hour ago").chooses("This was an hour ago", "Heart");
        ben.seesAnywhere(".chip");
        loaded(tab);
    }

    /// By two others, who are gone again: the chat that is seen goes on.
    private static void report(Tab tab) throws Exception {
        var cleo = Seat.of(tab, "Cleo");
        var dan = Seat.of(tab, "Dan");
        for (int i = 0; i < 2; i++) {
            tab.click("#add");
            tab.await("document.querySelector('#person').open");
            tab.key("Enter");
            tab.await("document.querySelectorAll('.phone:not([hidden])').length === " + (3 + i));
        }
        cleo.says("/find").sees("Searching");
        dan.says("/find").sees("Partner found").says("Make 500 a day from home, ask me how 💸");
        cleo.sees("Make 500").chooses("Make 500", "Reply").says("/report").presses("Spam");
        tab.click("#room");
        var moderators = Seat.ofModerators(tab).sees("🚩 Report").sees("Make 500");
        cleo.opens("Phone actions", "Remove");
        dan.opens("Phone actions", "Remove");
        moderators.says("/stats").sees("Open reports");
        tab.await("document.querySelectorAll('.phone').length === 3");
    }

    private static void goOn(Tab tab) throws Exception {
        var ann = Seat.of(tab, "Ann");
        var ben = Seat.of(tab, "Ben");
        ann.opens("Attach", "Voice message");
        ben.seesAnywhere(".message:not(.own) .sound");
        ann.says("Listen, and press /help if you are lost").chooses("Listen, and press", "Edit");
        tab.key("End");
        tab.type(" 🙂");
        tab.key("Enter");
        ben.sees("lost 🙂").opens("Attach", "Sticker");
        ann.seesAnywhere(".message:not(.own) .sticker");
        loaded(tab);
    }

    private static void narrow(Browser browser, URI address, Path folder) throws Exception {
        var tab = browser.open(URI.create("about:blank"));
        tab.size(390, 844, true);
        tab.show(address);
        tab.await("document.body.dataset.ready");
        loaded(tab);
        save(tab, folder.resolve("narrow.png"));
    }

    /// With a few colours less, so that the file is a third as large, and nobody sees it.
    private static void save(Tab tab, Path file) throws Exception {
        tab.picture(file);
        var seen = ImageIO.read(file.toFile());
        int width = seen.getWidth();
        int height = seen.getHeight();
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int colour = seen.getRGB(x, y);
                picture.setRGB(x, y, colour & 0xfcfcfc | colour >> 6 & 0x030303);
            }
        }
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(0);
        Files.delete(file);
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        }
    }

    /// Pictures come after the messages that hold them.
    private static void loaded(Tab tab) throws Exception {
        tab.value(
                "Promise.all([...document.images].map(i => i.complete ? 0"
                        + " : new Promise(done => { i.onload = i.onerror = done; })))"
                        + ".then(() => document.fonts.ready).then(() => true)");
        tab.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }
}
