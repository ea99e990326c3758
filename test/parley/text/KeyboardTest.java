package parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

import parley.chat.Button;
import parley.chat.Notice;
import parley.chat.Notice.About;
import parley.chat.Notice.Blocked;
import parley.chat.Notice.Held;
import parley.chat.Notice.NotPassed;
import parley.chat.Notice.Plain;
import parley.chat.Notice.SearchLater;
import parley.chat.Notice.SlowDown;
import parley.chat.Notice.Topic;
import parley.chat.Notice.Video;
import parley.chat.SessionId;
import parley.text.Phrase.Label;

import java.time.Duration;
import java.util.List;

class KeyboardTest {
    private static final SessionId SESSION = new SessionId(255);
    private static final String ABOUT = ":00000000000000ff";
    private static final List<String> COMPLAINTS = List.of("report" + ABOUT, "block" + ABOUT);

    private final Keyboard keyboard = new Keyboard(Texts.load("en"));

    @ParameterizedTest
    @EnumSource(names = {"WELCOME", "HELP", "NOT_IN_CHAT", "NOT_SENT_NO_CHAT", "SEARCH_STOPPED"})
    void offersToSearchWhenThereIsNoChat(Plain notice) {
        assertButtons(List.of(List.of("find")), notice);
        assertEquals("Find a partner", words(notice));
    }

    @ParameterizedTest
    @EnumSource(names = {"SEARCHING", "STILL_SEARCHING", "SEARCHING_AGAIN", "NOT_SENT_SEARCHING"})
    void offersToStopDuringASearch(Plain notice) {
        assertButtons(List.of(List.of("cancel")), notice);
        assertEquals("Stop searching", words(notice));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "PRIVACY",
                "NOT_SENT_EARLIER",
                "NOT_DELIVERED",
                "NOT_CHANGED",
                "UNSENT",
                "CANNOT_UNSEND",
                "DROPPED",
                "HELD_TOO",
                "ANSWER_FIRST",
                "NOBODY_TO_BLOCK",
                "NOBODY_TO_REPORT",
                "UNKNOWN_COMMAND",
                "OUTDATED_BUTTON"
            })
    void offersNothingWhereThatDependsOnWhereOneStands(Plain notice) {
        assertButtons(List.of(), notice);
    }

    @Test
    void offersNothingUnderRefusals() {
        assertButtons(List.of(), new SlowDown(Duration.ZERO));
        assertButtons(List.of(), new SearchLater(Duration.ZERO));
        assertButtons(List.of(), new NotPassed("poll"));
        assertButtons(List.of(), new Blocked("links"));
    }

    @Test
    void asksWhetherToSendWhatIsHeldInThisChat() {
        var question = new Held(SESSION, "documents");

        assertButtons(
                List.of(List.of("send" + ABOUT + ":documents", "drop" + ABOUT + ":documents")),
                question);
        assertEquals("Send it", words(question));
    }

    @ParameterizedTest
    @EnumSource(names = {"MATCHED", "ALREADY_IN_CHAT"})
    void offersAllThatCanBeDoneInAChat(Topic topic) {
        assertButtons(
                List.of(List.of("next" + ABOUT, "end" + ABOUT), COMPLAINTS),
                new About(topic, SESSION));
    }

    @ParameterizedTest
    @EnumSource(names = {"YOU_LEFT", "PARTNER_LEFT"})
    void offersToSearchAndToComplainAfterAChat(Topic topic) {
        assertButtons(List.of(List.of("find"), COMPLAINTS), new About(topic, SESSION));
    }

    @Test
    void offersToStopTheNextSearchAndToComplainOfTheLastPartner() {
        assertButtons(
                List.of(List.of("cancel"), COMPLAINTS),
                new About(Topic.YOU_LEFT_FOR_NEXT, SESSION));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ANY,
            names = {".*BLOCKED", ".*REPORTED"})
    void offersToSearchAfterAComplaint(Topic topic) {
        assertButtons(List.of(List.of("find")), new About(topic, SESSION));
    }

    @Test
    void offersToEndUnderAVideoLink() {
        assertButtons(List.of(List.of("end" + ABOUT)), new Video(SESSION, "room", true));
        assertButtons(List.of(List.of("end" + ABOUT)), new Video(SESSION, "room", false));
    }

    @ParameterizedTest
    @MethodSource("parley.text.PhrasebookTest#languages")
    void hasShortRowsOfLabelsThatDiffer(String language) {
        var local = new Keyboard(Texts.load(language));
        for (var notice : PhrasebookTest.notices()) {
            var rows = local.rows(notice);
            var labels = rows.stream().flatMap(List::stream).toList();
            assertTrue(rows.stream().allMatch(row -> row.size() >= 1 && row.size() <= 3));
            assertEquals(labels.size(), labels.stream().map(Label::words).distinct().count());
            assertFalse(labels.stream().anyMatch(label -> label.words().isBlank()));
        }
    }

    private void assertButtons(List<List<String>> expected, Notice notice) {
        assertEquals(
                expected,
                keyboard.rows(notice).stream()
                        .map(row -> row.stream().map(Label::button).map(Button::data).toList())
                        .toList());
    }

    private String words(Notice notice) {
        return keyboard.rows(notice).getFirst().getFirst().words();
    }
}
