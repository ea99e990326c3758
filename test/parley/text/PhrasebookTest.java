package parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import parley.chat.ChatEvent.Verb;
import parley.chat.Notice;
import parley.chat.Notice.About;
import parley.chat.Notice.Blocked;
import parley.chat.Notice.Complaint;
import parley.chat.Notice.Consent;
import parley.chat.Notice.Held;
import parley.chat.Notice.NotPassed;
import parley.chat.Notice.Plain;
import parley.chat.Notice.SearchLater;
import parley.chat.Notice.SlowDown;
import parley.chat.Notice.Topic;
import parley.chat.Notice.Video;
import parley.chat.SessionId;
import parley.content.Risk;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class PhrasebookTest {
    private static final URI HOST = URI.create("https://meet.jit.si");
    private static final SessionId SESSION = new SessionId(7);
    private static final Pattern COMMAND = Pattern.compile("(?<!\\S)/([a-z_]+)");

    private final Phrasebook book =
            new Phrasebook(URI.create("https://meet.jit.si"), Optional.empty(), Optional.empty());

    static List<String> languages() {
        return new Phrasebook(URI.create("https://meet.jit.si"), Optional.empty(), Optional.empty())
                .languages();
    }

    static List<Notice> notices() {
        var notices = new ArrayList<Notice>(List.of(Plain.values()));
        Stream.of(Topic.values()).map(topic -> new About(topic, SESSION)).forEach(notices::add);
        notices.add(new Video(SESSION, "parley-0123456789abcdef0123456789abcdef", false));
        notices.add(new Video(SESSION, "parley-0123456789abcdef0123456789abcdef", true));
        notices.add(new SlowDown(Duration.ofDays(100)));
        notices.add(new SearchLater(Duration.ofDays(100)));
        notices.add(new NotPassed("video_note"));
        notices.add(new NotPassed("message"));
        notices.add(new Consent("abcdefgh"));
        notices.add(new Complaint(SESSION, true));
        notices.add(new Complaint(SESSION, false));
        for (var risk : Risk.values()) {
            notices.add(new Held(SESSION, risk.word()));
            notices.add(new Blocked(risk.word()));
        }
        return notices;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void saysEveryNoticeWithinTheLimitsOfTelegram(String language) {
        for (var notice : notices()) {
            var phrase = book.phrase(notice, language);
            var toast = book.toast(notice, language);

            assertFalse(phrase.text().isBlank() || toast.isBlank(), notice::toString);
            assertTrue(phrase.text().length() <= 4096 && toast.length() <= 200, notice::toString);
            assertTrue(phrase.text().startsWith(toast), notice::toString);
            assertFalse(Pattern.compile("[{}\\ufffd]").matcher(phrase.text()).find(), phrase::text);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void namesOnlyCommandsThatThereAre(String language) {
        for (var notice : notices()) {
            var text = book.phrase(notice, language).text();
            COMMAND.matcher(text)
                    .results()
                    .forEach(m -> assertNotEquals(Verb.UNKNOWN, Verb.of(m.group(1)), text));
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void isTranslated(String language) {
        if (language.equals("en")) {
            return;
        }
        for (var notice : notices()) {
            assertNotEquals(book.phrase(notice, "en").text(), book.phrase(notice, language).text());
        }
        for (int i = 0; i < book.menu("en").size(); i++) {
            assertNotEquals(
                    book.menu("en").get(i).description(), book.menu(language).get(i).description());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en,block|report|banned|because",
        "de,blockier|gemeldet|meldung|gesperrt|weil",
        "es,bloque|denunci|expuls|porque",
        "ru,блок|жалоб|забан|потому",
    })
    void givesAPartnerNoReasons(String language, String reasons) {
        var notices =
                List.of(
                        new About(Topic.PARTNER_LEFT, SESSION),
                        new About(Topic.MATCHED, SESSION),
                        Plain.SEARCHING_AGAIN);
        for (var notice : notices) {
            var text = book.phrase(notice, language).text().toLowerCase(Locale.ROOT);
            assertFalse(Pattern.compile(reasons).matcher(text).find(), text);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void saysTheSameOfEveryPartnerWhoLeft(String language) {
        var one = book.phrase(new About(Topic.PARTNER_LEFT, SESSION), language);
        var other = book.phrase(new About(Topic.PARTNER_LEFT, new SessionId(8)), language);

        assertEquals(one.text(), other.text());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void explainsEveryCommandInTheHelp(String language) {
        var help = book.phrase(Plain.HELP, language).text();
        for (var command : book.menu(language)) {
            assertTrue(
                    command.name().equals("help") || help.contains("/" + command.name() + " "),
                    command.name());
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasAMenuThatTelegramTakes(String language) {
        var menu = book.menu(language);

        assertEquals(
                List.of(
                        "find",
                        "next",
                        "end",
                        "block",
                        "report",
                        "video",
                        "unsend",
                        "help",
                        "rules",
                        "privacy",
                        "mydata",
                        "settings",
                        "forget"),
                menu.stream().map(Command::name).toList());
        for (var command : menu) {
            assertFalse(command.description().isBlank());
            assertTrue(command.description().length() <= 256);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasDescriptionsThatTelegramTakes(String language) {
        assertFalse(book.description(language).isBlank());
        assertTrue(book.description(language).length() <= 512);
        assertFalse(book.shortDescription(language).isBlank());
        assertTrue(book.shortDescription(language).length() <= 120);
    }

    @ParameterizedTest
    @CsvSource({
        "https://meet.jit.si,https://meet.jit.si/parley-1",
        "https://meet.jit.si/,https://meet.jit.si/parley-1",
        "https://example.org:8443/rooms/,https://example.org:8443/rooms/parley-1",
    })
    void linksToTheRoom(URI host, String link) {
        for (boolean invited : new boolean[] {true, false}) {
            var text =
                    new Phrasebook(host, Optional.empty(), Optional.empty())
                            .phrase(new Video(SESSION, "parley-1", invited), "");
            assertTrue(text.text().lines().anyMatch(link::equals), text::text);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void explainsHowToTakeSomethingBackWhenItDidNotWork(String language) {
        var text = book.phrase(Plain.CANNOT_UNSEND, language).text();

        assertTrue(text.contains("/unsend") && text.contains("48"), text);
        assertNotEquals(text, book.phrase(Plain.UNSENT, language).text());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void saysOfEachRiskSomethingElse(String language) {
        var said =
                Stream.of(Risk.values())
                        .flatMap(r -> Stream.of(new Held(SESSION, r.word()), new Blocked(r.word())))
                        .map(notice -> book.phrase(notice, language).text())
                        .distinct();

        assertEquals(2 * Risk.values().length, said.count());
    }

    @Test
    void tellsAnInvitationFromAnAnswer() {
        assertEquals(
                "🎥 Your partner invites you to a video room.",
                book.toast(new Video(SESSION, "r", true), "en"));
        assertEquals(
                "🎥 Here is your video room.", book.toast(new Video(SESSION, "r", false), "en"));
    }

    @Test
    void saysHowLongToWait() {
        var pause = Duration.ofMillis(2_100);

        assertTrue(book.phrase(new SlowDown(pause), "en").text().contains("Wait 3 seconds,"));
        assertTrue(book.phrase(new SearchLater(pause), "ru").text().contains("3 секунды"));
    }

    @Test
    void namesTheKindThatDoesNotPassButNothingThatItDoesNotKnow() {
        assertEquals(
                "⚠️ Not sent: I cannot pass on polls.", book.toast(new NotPassed("poll"), "en"));
        assertEquals(
                "⚠️ Not sent: I cannot pass on messages of this kind.",
                book.toast(new NotPassed("{link} <b>"), "en"));
    }

    @Test
    void speaksTheLanguageOfTheReader() {
        assertEquals("👋 Du hast den Chat verlassen.", book.toast(left(), "de-AT"));
        assertEquals("👋 You left the chat.", book.toast(left(), "pt-br"));
    }

    private static Notice left() {
        return new About(Topic.YOU_LEFT, SESSION);
    }

    @Test
    void theRulesOfTheOperatorTakeThePlaceOfOurs() {
        var own = new Phrasebook(HOST, Optional.empty(), Optional.of("Be kind."));

        assertEquals("Be kind.", own.phrase(Plain.RULES, "de").text());
        assertTrue(own.phrase(new Consent("x"), "de").text().contains("Be kind."));
        assertTrue(own.phrase(new Consent("x"), "de").text().contains("18"));
        assertTrue(book.phrase(new Consent("x"), "en").text().contains("Be kind: no threats"));
    }

    @Test
    void consentIsGivenByAButtonThatNamesTheVersion() {
        var rows = book.phrase(new Consent("abcdefgh"), "en").rows();

        assertEquals("consent::abcdefgh", rows.getFirst().getFirst().button().data());
    }

    @Test
    void privacyLinksToTheWholePolicyWhereThereIsOne() {
        var policy = URI.create("https://example.org/privacy");
        var linked = new Phrasebook(HOST, Optional.of(policy), Optional.empty());

        var text = linked.phrase(Plain.PRIVACY, "en").text();

        assertTrue(text.endsWith("The whole policy: https://example.org/privacy"), text);
        assertFalse(book.phrase(Plain.PRIVACY, "en").text().contains("whole policy"));
    }
}
