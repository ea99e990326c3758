package parley.text;

import parley.chat.Change.Penalty;
import parley.chat.Notice;
import parley.chat.Notice.About;
import parley.chat.Notice.Announcement;
import parley.chat.Notice.Appeal;
import parley.chat.Notice.Blocked;
import parley.chat.Notice.Card;
import parley.chat.Notice.Complaint;
import parley.chat.Notice.Consent;
import parley.chat.Notice.Desk;
import parley.chat.Notice.Evidence;
import parley.chat.Notice.Held;
import parley.chat.Notice.MediaLater;
import parley.chat.Notice.NotPassed;
import parley.chat.Notice.Plain;
import parley.chat.Notice.SearchLater;
import parley.chat.Notice.Shut;
import parley.chat.Notice.SlowDown;
import parley.chat.Notice.Video;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything the bot says, in the language of whoever reads it.
///
/// Languages are given as IETF tags, as clients send them (`de-AT`, `pt-br`, or ""); what there is
/// no translation for is said in English. Safe for use by many threads.
public final class Phrasebook {
    private static final Duration SOON = Duration.ofHours(1);

    private final Languages languages = new Languages();
    private final String jitsiHost;
    private final Optional<URI> policy;
    private final Optional<String> conduct;

    /// @param jitsiHost where the video rooms are, such as `https://meet.jit.si`
    /// @param policy where the whole privacy policy can be read
    /// @param conduct the rules of conduct of the operator, in place of those that are built in
    /// @throws IllegalStateException when the English texts have faults; those of another language
    ///   are found when it is first used
    public Phrasebook(URI jitsiHost, Optional<URI> policy, Optional<String> conduct) {
        this.conduct = conduct;
        this.policy = policy;
        this.jitsiHost = jitsiHost.toString().replaceFirst("/+$", "");
        languages.of("");
    }

    /// The languages with texts of their own, the one that stands in for all others first.
    public List<String> languages() {
        return Languages.ALL;
    }

    /// A notice as a message.
    public Phrase phrase(Notice notice, String tag) {
        var texts = languages.of(tag);
        return new Phrase(text(notice, texts), new Keyboard(texts).rows(notice));
    }

    /// A notice as the short answer to a button, at most 200 characters: the first line of its
    /// text.
    public String toast(Notice notice, String tag) {
        return text(notice, languages.of(tag)).lines().findFirst().orElseThrow();
    }

    /// The command menu.
    public List<Command> menu(String tag) {
        var texts = languages.of(tag);
        return Catalogue.COMMANDS.stream()
                .map(name -> new Command(name, texts.of("command." + name)))
                .toList();
    }

    /// What stands in the empty chat before it starts, at most 512 characters.
    public String description(String tag) {
        return languages.of(tag).of("bot.description");
    }

    /// What stands on the profile page, at most 120 characters.
    public String shortDescription(String tag) {
        return languages.of(tag).of("bot.short-description");
    }

    /// What one member of the file with a person's own data is about.
    ///
    /// @param member its name, with hyphens between words
    public String data(String member, String tag) {
        return languages.of(tag).of("data." + member);
    }

    private String text(Plain plain, Texts texts) {
        if (plain == Plain.PRIVACY) {
            return privacy(texts);
        }
        return plain == Plain.RULES ? rules(texts) : texts.of(Catalogue.key(plain));
    }

    /// The rules of conduct, at most 3,000 characters.
    public String rules(String tag) {
        return rules(languages.of(tag));
    }

    private String rules(Texts texts) {
        return conduct.orElseGet(() -> texts.of(Catalogue.key(Plain.RULES)));
    }

    /// Whoever is let in again soon has nothing to ask anybody for.
    private static String text(Shut shut, Texts texts) {
        var key = "notice.shut-" + shut.penalty().word();
        var text =
                shut.left()
                        .map(
                                left ->
                                        texts.of(
                                                shut.penalty() == Penalty.BAN ? key + "-for" : key,
                                                "left",
                                                texts.pause(left)))
                        .orElseGet(() -> texts.of(key));
        boolean soon = shut.left().filter(left -> left.compareTo(SOON) < 0).isPresent();
        if (soon || shut.penalty() == Penalty.WARNING) {
            return text;
        }
        return text + "\n\n" + texts.of(shut.appeals() ? "appeal" : "ask-operator");
    }

    private String privacy(Texts texts) {
        var text = texts.of(Catalogue.key(Plain.PRIVACY));
        return policy.map(link -> text + "\n\n" + texts.of("privacy-link", "link", link.toString()))
                .orElse(text);
    }

    private String text(Notice notice, Texts texts) {
        return switch (notice) {
            case Complaint(_, var stays) ->
                    texts.of(stays ? "notice.complaint-only" : "notice.complaint");
            case Consent _ -> texts.of("notice.consent", "rules", rules(texts));
            case Plain plain -> text(plain, texts);
            case About(var topic, _) -> texts.of(Catalogue.key(topic));
            case Video(_, var room, var invited) ->
                    texts.of(
                            invited ? "notice.video-invited" : "notice.video",
                            "link",
                            jitsiHost + "/" + room);
            case SlowDown(var pause) -> texts.of("notice.slow-down", "pause", texts.pause(pause));
            case SearchLater(var pause) ->
                    texts.of("notice.search-later", "pause", texts.pause(pause));
            case NotPassed(var kind) -> texts.of("notice.not-passed", "kind", texts.kind(kind));
            case Held(_, var risk) -> texts.of("notice.held-" + risk);
            case Blocked(var risk) -> texts.of("notice.blocked-" + risk);
            case Shut shut -> text(shut, texts);
            case MediaLater(var pause) ->
                    texts.of("notice.media-later", "pause", texts.pause(pause));
            case Announcement(var text) -> texts.of("notice.announcement", "text", text);
            // Moderators read English.
            case Card(_, var text, _) -> text;
            case Appeal(_, var text) -> text;
            case Desk(var text) -> text;
            case Evidence _ -> throw new IllegalArgumentException("no words for evidence");
        };
    }
}
