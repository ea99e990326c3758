package parley.text;

import parley.chat.Change.Penalty;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Every text that a language must have, and what must hold for it. The keys of notices are made
/// from the names in the core, so a new notice without words is found when a language is loaded.
final class Catalogue {
    /// The commands of the menu, in its order.
    static final List<String> COMMANDS =
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
                    "forget");

    /// The kinds of messages that have a name, after their fields in the Bot API.
    private static final List<String> KINDS =
            List.of(
                    "animation",
                    "audio",
                    "checklist",
                    "contact",
                    "dice",
                    "document",
                    "game",
                    "invoice",
                    "live_photo",
                    "location",
                    "paid_media",
                    "photo",
                    "poll",
                    "sticker",
                    "story",
                    "venue",
                    "video",
                    "video_note",
                    "voice",
                    "other");

    /// What a message may give away; the words are those of the content policy.
    private static final List<String> RISKS = List.of("links", "mentions", "documents", "location");

    private static final List<String> BUTTONS =
            List.of(
                    "find",
                    "stop-searching",
                    "next",
                    "end",
                    "report",
                    "block",
                    "send",
                    "drop",
                    "consent",
                    "report-only",
                    "reason-spam",
                    "reason-harassment",
                    "reason-sexual",
                    "reason-minor",
                    "reason-violence",
                    "reason-other",
                    "forget",
                    "keep",
                    "quiet",
                    "loud");

    /// What the file with a person's own data explains, after its members.
    private static final List<String> DATA =
            List.of(
                    "about",
                    "made",
                    "pseudonym",
                    "now",
                    "telegram-id",
                    "language",
                    "rules",
                    "chats",
                    "blocks",
                    "reports",
                    "penalty",
                    "acts",
                    "announcements",
                    "messages",
                    "others");

    private static final List<String> UNITS = List.of("seconds", "minutes", "hours", "days");

    private static final Set<Penalty> TIMED =
            EnumSet.of(Penalty.MUTE, Penalty.REPEATS, Penalty.STORM, Penalty.HURRY);

    /// Telegram's limit for a message, less room for what takes the place of the placeholders.
    private static final int MESSAGE = 4096 - 512;

    /// Telegram's limit for the answer to a button, less room likewise.
    private static final int TOAST = 200 - 40;

    private static final Map<String, Entry> ENTRIES = entries();

    private Catalogue() {}

    /// What must hold for one text.
    ///
    /// @param most how many characters it may have
    /// @param firstLine how many characters its first line may have
    /// @param placeholders those that it must have, and no others
    private record Entry(String key, int most, int firstLine, Set<String> placeholders) {}

    /// The key of a notice, from its name in the core.
    static String key(Enum<?> notice) {
        return "notice." + notice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What is wrong with the texts of a language; nothing when the language can be used.
    ///
    /// Plain loops, because this runs at every start, before the JVM is warm enough for streams.
    static List<String> faults(Map<String, String> texts) {
        var faults = new ArrayList<String>();
        for (var entry : ENTRIES.values()) {
            var text = texts.getOrDefault(entry.key(), "");
            if (text.isBlank()) {
                faults.add(entry.key() + ": missing");
            } else {
                check(entry, text, faults);
            }
        }
        for (var key : texts.keySet()) {
            if (!ENTRIES.containsKey(key)) {
                faults.add(key + ": unknown");
            }
        }
        if (faults.isEmpty()) {
            checkCounting(texts, faults);
        }
        return faults;
    }

    private static void check(Entry entry, String text, List<String> faults) {
        if (text.length() > entry.most()) {
            faults.add(entry.key() + ": longer than " + entry.most());
        }
        int lineEnd = text.indexOf('\n');
        if ((lineEnd < 0 ? text.length() : lineEnd) > entry.firstLine()) {
            faults.add(entry.key() + ": first line longer than " + entry.firstLine());
        }
        if (!text.equals(text.strip())) {
            faults.add(entry.key() + ": begins or ends with a space");
        }
        if (!placeholders(text).equals(entry.placeholders())) {
            faults.add(entry.key() + ": must have these placeholders: " + entry.placeholders());
        }
    }

    private static void checkCounting(Map<String, String> texts, List<String> faults) {
        int forms;
        try {
            forms = Plural.of(texts.get("plural")).forms;
        } catch (IllegalArgumentException _) {
            faults.add("plural: no such rule");
            return;
        }
        for (var unit : UNITS) {
            var words = texts.get(unit).split("\\|", -1);
            boolean counted = words.length == forms;
            for (var form : words) {
                counted &= form.contains("{count}");
            }
            if (!counted) {
                faults.add(unit + ": must have {count} in each of " + forms + " forms");
            }
        }
    }

    private static Set<String> placeholders(String text) {
        var found = new TreeSet<String>();
        for (int from = text.indexOf('{'); from >= 0; from = text.indexOf('{', from + 1)) {
            int end = text.indexOf('}', from);
            found.add(text.substring(from, end < 0 ? text.length() : end + 1));
        }
        return found;
    }

    private static Map<String, Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (var plain : Plain.values()) {
            entries.add(notice(key(plain), Set.of()));
        }
        for (var topic : Topic.values()) {
            entries.add(notice(key(topic), Set.of()));
        }
        entries.add(notice("notice.video", Set.of("{link}")));
        entries.add(notice("notice.video-invited", Set.of("{link}")));
        entries.add(notice("notice.slow-down", Set.of("{pause}")));
        entries.add(notice("notice.search-later", Set.of("{pause}")));
        entries.add(notice("notice.not-passed", Set.of("{kind}")));
        RISKS.forEach(risk -> entries.add(notice("notice.held-" + risk, Set.of())));
        RISKS.forEach(risk -> entries.add(notice("notice.blocked-" + risk, Set.of())));
        entries.add(entry("bot.description", 512));
        entries.add(entry("bot.short-description", 120));
        entries.add(entry("plural", 20));
        UNITS.forEach(unit -> entries.add(new Entry(unit, 120, 120, Set.of("{count}"))));
        penalties(entries);
        COMMANDS.forEach(name -> entries.add(entry("command." + name, 256)));
        BUTTONS.forEach(name -> entries.add(entry("button." + name, 40)));
        DATA.forEach(name -> entries.add(entry("data." + name, MESSAGE)));
        entries.add(notice("notice.complaint", Set.of()));
        entries.add(notice("notice.complaint-only", Set.of()));
        entries.add(notice("notice.consent", Set.of("{rules}")));
        entries.add(notice("privacy-link", Set.of("{link}")));
        KINDS.forEach(name -> entries.add(entry("kind." + name, 40)));
        var byKey = new TreeMap<String, Entry>();
        entries.forEach(entry -> byKey.put(entry.key(), entry));
        return byKey;
    }

    /// What is always for a while says for how long; a ban may be or not.
    private static void penalties(List<Entry> entries) {
        for (var penalty : Penalty.values()) {
            boolean timed = TIMED.contains(penalty);
            var placeholders = timed ? Set.of("{left}") : Set.<String>of();
            entries.add(notice("notice.shut-" + penalty.word(), placeholders));
        }
        entries.add(notice("notice.shut-ban-for", Set.of("{left}")));
        entries.add(entry("appeal", 160));
        entries.add(entry("ask-operator", 160));
        entries.add(notice("notice.media-later", Set.of("{pause}")));
        entries.add(new Entry("notice.announcement", 512, 200, Set.of("{text}")));
    }

    private static Entry notice(String key, Set<String> placeholders) {
        return new Entry(key, MESSAGE, TOAST, placeholders);
    }

    private static Entry entry(String key, int most) {
        return new Entry(key, most, most, Set.of());
    }
}
