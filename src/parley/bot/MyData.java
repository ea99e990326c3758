package parley.bot;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.chat.Person;
import parley.json.Json;
import parley.sqlite.Dossier;
import parley.text.Phrasebook;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The file that tells a person all that is kept about them, and in their language what each part
/// of it is.
///
/// @param dossiers what is kept
record MyData(Function<Person, Dossier> dossiers, Phrasebook phrasebook, InstantSource clock) {
    /// What the file is called.
    static final String NAME = "my-data.json";

    /// The file, made now, in UTF-8.
    ///
    /// @throws parley.sqlite.file.StorageException when it cannot be read now what is kept
    byte[] of(Person who) {
        var dossier = dossiers.apply(who);
        var words = new Words(phrasebook, who.language());
        var file = new LinkedHashMap<String, Object>();
        file.put("about", words.of("about"));
        file.put("made", words.with("made", time(clock.instant())));
        file.put("pseudonym", words.of("pseudonym"));
        file.put("now", words.with("now", now(dossier)));
        file.put("telegram_id", words.with("telegram-id", dossier.now().isPresent()));
        file.put(
                "language",
                words.with("language", dossier.now().map(Dossier.Presence::language).orElse("")));
        file.put("rules", words.with("rules", consent(dossier)));
        file.put("chats", words.with("chats", list(dossier.chats(), MyData::chat)));
        file.put("blocks", words.with("blocks", list(dossier.blocks(), MyData::time)));
        file.put("reports", words.with("reports", list(dossier.reports(), MyData::report)));
        file.put("penalty", words.with("penalty", penalty(dossier)));
        file.put("acts", words.with("acts", list(dossier.acts(), MyData::act)));
        file.put("announcements", words.with("announcements", dossier.announcements()));
        file.put("messages", words.of("messages"));
        file.put("by_others", words.of("others"));
        return (Json.pretty(file) + "\n").getBytes(UTF_8);
    }

    /// A value and what it is.
    private record Words(Phrasebook phrasebook, String language) {
        String of(String member) {
            return phrasebook.data(member, language);
        }

        Map<String, Object> with(String member, Object value) {
            var both = new LinkedHashMap<String, Object>();
            both.put("what_it_is", of(member));
            both.put("value", value);
            return both;
        }
    }

    private static Map<String, Object> now(Dossier dossier) {
        var now = new LinkedHashMap<String, Object>();
        dossier.now()
                .ifPresentOrElse(
                        presence -> {
                            now.put("state", presence.inChat() ? "in a chat" : "waiting");
                            now.put("since", time(presence.since()));
                        },
                        () -> now.put("state", "idle"));
        return now;
    }

    private static Map<String, Object> consent(Dossier dossier) {
        var json = new LinkedHashMap<String, Object>();
        dossier.consent()
                .ifPresent(
                        consent -> {
                            json.put("version", consent.version());
                            json.put("accepted_on", time(consent.day()).substring(0, 10));
                        });
        return json;
    }

    private static Map<String, Object> chat(Dossier.Chat chat) {
        var json = new LinkedHashMap<String, Object>();
        json.put("began", time(chat.began()));
        chat.ended().ifPresent(ended -> json.put("ended", time(ended)));
        if (chat.room()) {
            json.put("video_room", true);
        }
        return json;
    }

    private static Map<String, Object> report(Dossier.Report report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("at", time(report.at()));
        json.put("reason", report.reason());
        // What became of the reported person is not for the one who reported.
        json.put("looked_at", !report.status().equals("open"));
        return json;
    }

    private static Map<String, Object> penalty(Dossier dossier) {
        var json = new LinkedHashMap<String, Object>();
        dossier.penalty()
                .ifPresent(
                        penalty -> {
                            json.put("what", penalty.word());
                            json.put("since", time(penalty.since()));
                            penalty.until().ifPresent(until -> json.put("until", time(until)));
                            json.put("appealed", penalty.appealed());
                        });
        return json;
    }

    private static Map<String, Object> act(Dossier.Act act) {
        var json = new LinkedHashMap<String, Object>();
        json.put("what", act.what());
        json.put("at", time(act.at()));
        json.put("about_you", act.about());
        return json;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static <T> List<Object> list(List<T> items, Function<T, Object> json) {
        return items.stream().map(json).toList();
    }
}
