package parley.bot;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.config.Settings;
import parley.config.Settings.Chats.Screening;
import parley.content.Policy;
import parley.content.Policy.Rule;
import parley.content.Risk;
import parley.content.StickerPolicy;
import parley.moderation.Moderators;
import parley.moderation.Terms;
import parley.privacy.Pseudonyms;
import parley.text.Phrasebook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the operator lets pass, from the words of the settings into those of the chat.
final class Screens {
    private Screens() {}

    static Policy policy(Settings.Chats chats) {
        return new Policy(
                Map.of(
                        Risk.LINKS,
                        rule(chats.links()),
                        Risk.MENTIONS,
                        rule(chats.mentions()),
                        Risk.DOCUMENTS,
                        rule(chats.documents()),
                        Risk.LOCATION,
                        chats.allowLocation() ? Rule.WARN : Rule.BLOCK));
    }

    static Terms terms(Settings settings, Optional<String> conduct) {
        var moderation = settings.moderation();
        return new Terms(
                conduct,
                settings.limits().reportsPerDay(),
                moderation.suspendAfter(),
                moderation.suspendWithin(),
                moderation.repeats(),
                moderation.storm(),
                moderation.hurry(),
                moderation.mediaAfter(),
                moderation.mediaAfterChats(),
                settings.storage().reportTtl());
    }

    static Moderators moderators(Settings.Moderation moderation, Pseudonyms pseudonyms) {
        var room = moderation.room().stream().mapToObj(id -> person(id, pseudonyms)).findFirst();
        var people =
                moderation.moderators().stream()
                        .map(id -> pseudonyms.of(id, Pseudonym::new))
                        .collect(Collectors.toSet());
        return new Moderators(room, people);
    }

    private static Person person(long id, Pseudonyms pseudonyms) {
        return new Person(new UserId(id), pseudonyms.of(id, Pseudonym::new), "");
    }

    static StickerPolicy stickers(Settings.Chats chats) {
        return switch (chats.stickers()) {
            case REUPLOAD -> StickerPolicy.REUPLOAD;
            case EMOJI -> StickerPolicy.EMOJI;
            case ALLOW -> StickerPolicy.ALLOW;
        };
    }

    static Phrasebook phrasebook(Settings.Chats chats) {
        return new Phrasebook(chats.jitsi(), chats.privacy(), chats.conduct());
    }

    /// A word for a button that stands for a text: another text, another word.
    static String version(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            var word = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                word.append((char) ('a' + Byte.toUnsignedInt(hash[i]) % 26));
            }
            return word.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks what every Java has", e);
        }
    }

    private static Rule rule(Screening screening) {
        return switch (screening) {
            case ALLOW -> Rule.ALLOW;
            case WARN -> Rule.WARN;
            case BLOCK -> Rule.BLOCK;
        };
    }
}
