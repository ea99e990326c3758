package parley.bot.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Change.Penalty;
import parley.chat.Change.ReportId;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.chat.UserId;
import parley.json.Fields;
import parley.json.Json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class NoticeJsonTest {
    private static final SessionId SESSION = new SessionId(-7_000_000_000_000_000_001L);

    private final NoticeJson json = new NoticeJson((id, language) -> person(id.value(), language));

    @Test
    void everyNoticeComesBackAsItWas() {
        var notices = new ArrayList<Notify>();
        for (var notice : notices()) {
            notices.add(new Notify(person(4_503_599_627_370_495L, "pt-br"), notice));
            notices.add(new Notify(person(5, ""), notice));
        }

        assertEquals(notices, json.read(fields(NoticeJson.write(notices))));
    }

    @Test
    void everyKindOfNoticeIsTried() {
        var kinds = notices().stream().map(Object::getClass).distinct().count();

        assertEquals(Notice.class.getPermittedSubclasses().length, kinds);
    }

    @Test
    void noticesAreToldFromUpdates() {
        assertTrue(NoticeJson.isOne(fields(NoticeJson.write(List.of()))));
        assertFalse(NoticeJson.isOne(fields("{\"update_id\":5,\"message\":{}}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"plain\":\"NO_SUCH_NOTICE\"}",
                "{\"about\":\"NO_SUCH_TOPIC\",\"session\":1}",
                "{\"session\":1}",
                "{}"
            })
    void whatANewerVersionWroteIsRefused(String notice) {
        var to = "{\"notices\":[{\"to\":5,\"language\":\"\"," + notice.substring(1) + "]}";
        var text = to.replace(",}", "}");

        assertThrows(IllegalArgumentException.class, () -> json.read(fields(text)));
    }

    private static List<Notice> notices() {
        var notices = new ArrayList<Notice>(List.of(Plain.values()));
        for (var topic : Topic.values()) {
            notices.add(new Notice.About(topic, SESSION));
        }
        notices.add(new Notice.Video(SESSION, "parley-00ff", true));
        notices.add(new Notice.Video(SESSION, "parley-00ff", false));
        notices.add(new Notice.SlowDown(Duration.ofMillis(1234)));
        notices.add(new Notice.SearchLater(Duration.ofSeconds(3)));
        notices.add(new Notice.NotPassed("poll"));
        notices.add(new Notice.Held(SESSION, "links"));
        notices.add(new Notice.Blocked("mentions"));
        notices.add(new Notice.Consent("abcdefgh"));
        notices.add(new Notice.Complaint(SESSION, true));
        notices.add(new Notice.Complaint(SESSION, false));
        notices.add(new Notice.MediaLater(Duration.ofSeconds(9)));
        for (var penalty : Penalty.values()) {
            notices.add(new Notice.Shut(penalty, Optional.of(Duration.ofDays(7)), true));
            notices.add(new Notice.Shut(penalty, Optional.empty(), false));
        }
        notices.add(new Notice.Card(new ReportId(-8), "a\nb", true));
        notices.add(new Notice.Card(new ReportId(8), "c", false));
        notices.add(new Notice.Evidence("{\"text\":\"a\"}"));
        notices.add(new Notice.Appeal(new Pseudonym(-1, 1), "please"));
        notices.add(new Notice.Desk("done"));
        notices.add(new Notice.Announcement("hear, hear"));
        return notices;
    }

    private static Person person(long id, String language) {
        return new Person(new UserId(id), new Pseudonym(id, -id), language);
    }

    private static Fields fields(String text) {
        return new Fields("entry", Json.parse("entry", text));
    }
}
