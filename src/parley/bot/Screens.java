package parley.bot;

import parley.config.Settings;
import parley.config.Settings.Chats.Screening;
import parley.content.Policy;
import parley.content.Policy.Rule;
import parley.content.Risk;
import parley.content.StickerPolicy;

import java.util.Map;

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

    static StickerPolicy stickers(Settings.Chats chats) {
        return switch (chats.stickers()) {
            case REUPLOAD -> StickerPolicy.REUPLOAD;
            case EMOJI -> StickerPolicy.EMOJI;
            case ALLOW -> StickerPolicy.ALLOW;
        };
    }

    private static Rule rule(Screening screening) {
        return switch (screening) {
            case ALLOW -> Rule.ALLOW;
            case WARN -> Rule.WARN;
            case BLOCK -> Rule.BLOCK;
        };
    }
}
