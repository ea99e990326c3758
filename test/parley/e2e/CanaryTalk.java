package parley.e2e;

import static parley.e2e.Scene.hears;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.json.Json;
import parley.playground.Human;
import parley.playground.Received;
import parley.telegram.Photos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Two people in a chat send each other all that an app can send.
///
/// @param one writes most of it
record CanaryTalk(CanaryStage stage, Human one, Human other) {
    /// More messages, with their fate. What stands for a canary is the same as in [LeakRows].
    private static final String MORE =
            """
            venue | STAYS | "location":{"latitude":1.5,"longitude":2.5},"venue":{"title":"CaNaRy",\
            "address":"CaNaRy","foursquare_id":"CaNaRy","location":{"latitude":1.5,"longitude":2.5}}
            live photo | ARRIVES | "live_photo":{"file_id":"f","file_unique_id":"u"},\
            "photo":[{"file_id":"f","file_unique_id":"u"}],"caption":"harmless words"
            video with a cover | ARRIVES | "video":{"file_id":"f","cover":[{"file_id":"f"}],\
            "thumbnail":{"file_id":"CaNaRy","file_unique_id":"u"},\
            "file_name":"CaNaRy \\"1\\" 🦜.mp4"}
            dice | ARRIVES | "dice":{"emoji":"🎲","value":4}
            way to be reached | WAITS | "text":"@CaNaRy, +6555444333 or CaNaRy@example.org"
            forwarded of old | ARRIVES | "text":"harmless words","forward_sender_name":"CaNaRy",\
            "forward_from":{"id":6555444333,"first_name":"CaNaRy"},"forward_signature":"CaNaRy"
            """;

    /// Every message, with a change of it. The first of a kind that may give its sender away is not
    /// sent in the end; those after it are not asked about.
    void everyKind() {
        var asked = new HashSet<String>();
        for (var row : Stream.concat(LeakRows.rows(), MORE.lines().map(CanaryTalk::row)).toList()) {
            boolean dropped = row.fate() == LeakRows.Fate.WAITS && asked.add(row.kind());
            var letters = new CanaryLetters(stage.canaries, row.vector(), readers(row, dropped));
            if (row.kind().equals("sticker")) {
                sticker(row.vector() + ", file id");
            }
            long message = one.sends(letters.message(row.message(), "words"));
            if (dropped) {
                one.presses(hears(one, "Not sent yet"), "Don’t send");
                hears(one, "your partner did not get it");
            }
            one.edits(message, letters.message(row.changed(), "changed words"));
        }
        stage.tells(one, other, "said after every kind");
    }

    @SuppressWarnings("unchecked") // A JSON object has names.
    private static LeakRows.Row row(String line) {
        var part = line.split(" \\| ");
        var message = (Map<String, Object>) Json.parse(part[0], "{" + part[2] + "}");
        var kind = message.keySet().iterator().next();
        return new LeakRows.Row(part[0], LeakRows.Fate.valueOf(part[1]), kind, message);
    }

    /// Who may learn the words of a message and the ids of its files.
    private List<Long> readers(LeakRows.Row row, boolean dropped) {
        if (dropped || row.fate() == LeakRows.Fate.STAYS) {
            return List.of();
        }
        return List.of(row.kind().equals("sticker") ? Canaries.SERVER : other.id());
    }

    /// What is in a sticker is shown to the partner; whose file it is must not be.
    private void sticker(String label) {
        var content = "RIFF" + told(label + ", content") + "WEBP";
        stage.tap.serve(word(label, Canaries.SERVER), content.getBytes(UTF_8));
    }

    /// JPEG and PNG files pass as pictures, under another name.
    void pictures() {
        stage.canaries.given("where a picture was taken", Photos.CANARY);
        picture("JPEG", "image/jpeg", Photos.jpeg());
        picture("PNG", "image/png", Photos.png());
        for (var type : List.of("JPEG", "PNG")) {
            hears(other, told(type + ", caption"));
        }
    }

    private void picture(String label, String type, byte[] content) {
        var id = word(label + ", file id", Canaries.SERVER);
        stage.tap.serve(id, content);
        one.sends(
                Map.of(
                        "document",
                        Map.of(
                                "file_id",
                                id,
                                "file_unique_id",
                                word(label + ", unique file id"),
                                "file_name",
                                word(label + ", file name") + ".pic",
                                "file_size",
                                (long) content.length,
                                "mime_type",
                                type),
                        "caption",
                        told(label + ", caption")));
    }

    /// Several pictures as one message.
    void album(String label) {
        for (var part : List.of("first", "second")) {
            var name = label + ", " + part;
            one.sends(
                    Map.of(
                            "photo",
                            List.of(
                                    Map.of(
                                            "file_id",
                                            told(name + " file id"),
                                            "file_unique_id",
                                            word(name + " unique file id"))),
                            "caption",
                            told(name + " caption"),
                            "media_group_id",
                            word(label + ", album id")));
        }
    }

    /// Answers, reactions, a room, and taking back.
    void afterwards() {
        album("album");
        hears(other, told("album, second caption"));
        reactions();
        answer();
        one.says("/video");
        hears(other, "invites you");
        stage.tells(one, other, "said and taken back");
        one.says("/unsend " + word("behind /unsend that works"));
        hears(one, "Taken back");
        old();
    }

    private void reactions() {
        var copy = stage.tells(one, other, "said and reacted to");
        other.reacts(copy.messageId(), "🔥");
        one.phone().awaits(item -> item.method().equals("setMessageReaction"), Scene.LIMIT);
        var answer = stage.tells(other, one, "said and reacted to as well");
        one.reacts(answer.messageId(), "👍");
        other.phone().awaits(item -> item.method().equals("setMessageReaction"), Scene.LIMIT);
    }

    /// A part of what the other said comes back to its author.
    private void answer() {
        var quoted = word("said and quoted", one.id(), other.id());
        other.says("this is " + quoted + ", really");
        long copy = hears(one, quoted).messageId();
        var quote = new HashMap<String, Object>(Map.of("text", quoted, "position", 8L));
        quote.put("quoted_by", word("in a quote, unknown field"));
        one.sends(
                Map.of(
                        "text",
                        told("said in an answer"),
                        "reply_to_message",
                        stage.answered("answer", one, copy),
                        "quote",
                        quote));
        hears(other, told("said in an answer"));
    }

    private void old() {
        one.sends(Map.of("text", word("said before the chat"), "date", 1_000_000_000L));
        hears(one, "older than this chat");
    }

    /// A place on the map, if the operator lets them pass.
    void place(String label, boolean send) {
        var to = send ? new Long[] {other.id()} : new Long[0];
        one.sends(
                Map.of(
                        "location",
                        Map.of(
                                "latitude",
                                stage.canaries.place(label + ", latitude", to),
                                "longitude",
                                stage.canaries.place(label + ", longitude", to),
                                "horizontal_accuracy",
                                stage.canaries.place(label + ", accuracy"))));
        var question = hears(one, "a place on the map");
        if (send) {
            one.presses(question, "Send it");
            other.phone().awaits(CanaryTalk::isPlace, Scene.LIMIT);
        } else {
            one.presses(question, "Don’t send");
            hears(one, "your partner did not get it");
        }
    }

    private static boolean isPlace(Received item) {
        return item.params().containsKey("latitude");
    }

    private String word(String label, Long... to) {
        return stage.canaries.word(label, to);
    }

    private String told(String label) {
        return word(label, other.id());
    }
}
