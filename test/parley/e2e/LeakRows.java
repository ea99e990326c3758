package parley.e2e;

import parley.json.Json;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Messages with something in each field that could tell who their sender is, one way a row.
final class LeakRows {
    /// Must not be in anything that leaves.
    static final String CANARY = "CaNaRy";

    /// The same for ids.
    static final String CANARY_ID = "6555444333";

    /// What becomes of the message.
    enum Fate {
        /// Its harmless part reaches the partner, and so does that of a change.
        ARRIVES,
        /// Nothing reaches the partner.
        STAYS,
        /// Nothing reaches the partner, and its sender is asked whether it shall.
        WAITS
    }

    /// @param kind the field that holds the content
    record Row(String vector, Fate fate, String kind, Map<String, Object> message) {
        /// The same message after a change, if it has words.
        Map<String, Object> changed() {
            var changed = new HashMap<>(message);
            changed.computeIfPresent("text", (_, text) -> text + " again");
            changed.computeIfPresent("caption", (_, text) -> text + " again");
            return changed;
        }

        @Override
        public String toString() {
            return vector;
        }
    }

    private static final String USER =
            """
            {"id":6555444333,"is_bot":false,"first_name":"$C first","last_name":"$C last",
            "username":"$C"}\
            """;
    private static final String CHAT =
            """
            {"id":-1006555444333,"type":"channel","title":"$C","username":"$C"}\
            """;

    /// With the words that go with it, and what is hidden in them.
    private static final String TEXTS =
            """
            text_mention | [{"type":"text_mention","offset":0,"length":8,"user":$USER}]
            tg://user | [{"type":"text_link","offset":0,"length":8,"url":"tg://user?id=6555444333"}]
            tg://openmessage | [{"type":"text_link","offset":0,"length":8,\
            "url":"tg://openmessage?user_id=6555444333"}]
            hidden t.me | [{"type":"text_link","offset":0,"length":8,"url":"https://t.me/$C"}]
            hidden t.me number | [{"type":"text_link","offset":0,"length":8,\
            "url":"https://t.me/+6555444333"}]
            hidden t.me contact | [{"type":"text_link","offset":0,"length":8,\
            "url":"https://t.me/contact/$C"}]
            hidden page | [{"type":"text_link","offset":0,"length":8,\
            "url":"https://example.org/?who=$C"}]
            custom emoji | [{"type":"custom_emoji","offset":0,"length":2,"custom_emoji_id":"6555444333"}]
            language of code | [{"type":"pre","offset":0,"length":8,"language":"$C <b>"}]
            unknown entity | [{"type":"brand_new","offset":0,"length":8,"url":"$C","user":$USER}]
            """;

    /// Fields of the message itself.
    private static final String AROUND =
            """
            forwarded from a user | "forward_origin":{"type":"user","date":1,"sender_user":$USER}
            forwarded from somebody hidden | "forward_origin":{"type":"hidden_user","date":1,\
            "sender_user_name":"$C"}
            forwarded from a group | "forward_origin":{"type":"chat","date":1,"sender_chat":$CHAT,\
            "author_signature":"$C"}
            forwarded from a channel | "forward_origin":{"type":"channel","date":1,"chat":$CHAT,\
            "message_id":6555444333,"author_signature":"$C"}
            sender_chat | "sender_chat":$CHAT,"author_signature":"$C","sender_tag":"$C"
            via_bot | "via_bot":$USER
            keyboard | "reply_markup":{"inline_keyboard":[[{"text":"$C","url":"https://t.me/$C"}]]}
            guest bot | "guest_bot_caller_user":$USER,"guest_bot_caller_chat":$CHAT
            business bot | "sender_business_bot":$USER,"business_connection_id":"$C"
            external reply | "external_reply":{"origin":{"type":"user","date":1,"sender_user":$USER},\
            "chat":$CHAT,"message_id":6555444333},"quote":{"text":"$C","position":0}
            quote of another chat | "reply_to_message":{"message_id":1,"date":1,"chat":$CHAT,\
            "text":"$C"},"quote":{"text":"$C","position":0}
            quote of nothing | "quote":{"text":"$C","position":0,"is_manual":true}
            reply to a story | "reply_to_story":{"id":6555444333,"chat":$CHAT}
            reply to a task | "reply_to_checklist_task_id":6555444333,"reply_to_poll_option_id":"$C"
            preview | "link_preview_options":{"url":"https://example.org/$C"}
            topic | "message_thread_id":6555444333,"is_topic_message":true
            effect | "effect_id":"$C"
            """;

    /// Files, with what is known of them.
    private static final String FILES =
            """
            photo | {"file_id":"f","file_size":6555444333}
            video | {"file_id":"f","file_name":"$C.mp4","mime_type":"$C"}
            animation | {"file_id":"f","file_name":"$C.mp4","mime_type":"$C"}
            voice | {"file_id":"f","file_size":6555444333}
            audio | {"file_id":"f","file_name":"$C.mp3","performer":"$C","title":"$C"}
            """;

    private static final String OTHERS =
            """
            round video | ARRIVES | video_note | {"file_id":"f","file_size":6555444333}
            sticker set | ARRIVES | sticker | {"file_id":"f","file_unique_id":"u","set_name":"$C",\
            "emoji":"🙂","custom_emoji_id":"6555444333","premium_animation":{"file_id":"$C"}}
            file name | WAITS | document | {"file_id":"f","file_name":"$C.pdf","mime_type":"$C"}
            file that says it is none | WAITS | document | {"file_id":"f","file_name":"$C.jpg.exe"}
            contact | STAYS | contact | {"phone_number":"+6555444333","first_name":"$C","vcard":"$C",\
            "user_id":6555444333}
            location | STAYS | location | {"latitude":65.55444333,"longitude":6.555444333}
            live location | STAYS | location | {"latitude":65.55444333,"longitude":6.555444333,\
            "live_period":60}
            poll | STAYS | poll | {"id":"6555444333","question":"$C","options":[{"text":"$C"}]}
            checklist | STAYS | checklist | {"title":"$C","tasks":[{"id":1,"text":"$C",\
            "completed_by_user":$USER}]}
            story | STAYS | story | {"id":6555444333,"chat":$CHAT}
            game | STAYS | game | {"title":"$C","description":"$C","text":"$C"}
            invoice | STAYS | invoice | {"title":"$C","description":"$C","start_parameter":"$C"}
            paid media | STAYS | paid_media | {"star_count":1,"paid_media":[{"type":"photo"}],"x":"$C"}
            giveaway | STAYS | giveaway | {"chats":[$CHAT],"winner_count":1}
            winners | STAYS | giveaway_winners | {"chat":$CHAT,"winners":[$USER]}
            gift | STAYS | gift | {"text":"$C","owned_gift_id":"6555444333"}
            rich message | STAYS | rich_message | {"blocks":[{"type":"paragraph","text":"$C"}]}
            something new | STAYS | brand_new | {"text":"$C","user":$USER}
            shared people | STAYS | users_shared | {"request_id":1,"users":[$USER]}
            shared chat | STAYS | chat_shared | {"request_id":1,"chat_id":-1006555444333,"title":"$C"}
            web app | STAYS | web_app_data | {"data":"$C","button_text":"$C"}
            passport | STAYS | passport_data | {"data":[{"phone_number":"$C","email":"$C"}]}
            payment | STAYS | successful_payment | {"invoice_payload":"$C","order_info":{"name":"$C"}}
            refund | STAYS | refunded_payment | {"invoice_payload":"$C"}
            website | STAYS | connected_website | "$C"
            permission | STAYS | write_access_allowed | {"web_app_name":"$C"}
            proximity | STAYS | proximity_alert_triggered | {"traveler":$USER,"watcher":$USER}
            boost | STAYS | boost_added | {"boost_count":6555444333}
            pinned | STAYS | pinned_message | {"message_id":1,"date":1,"chat":$CHAT,"text":"$C"}
            """;

    private LeakRows() {}

    static Stream<Row> rows() {
        return Stream.of(texts(), around(), files(), others()).flatMap(rows -> rows);
    }

    private static Stream<Row> texts() {
        return lines(TEXTS)
                .flatMap(
                        part ->
                                Stream.of(
                                        text(part[0], "\"entities\":" + part[1]),
                                        photo(part[0], "\"caption_entities\":" + part[1])));
    }

    private static Stream<Row> around() {
        return lines(AROUND)
                .flatMap(part -> Stream.of(text(part[0], part[1]), photo(part[0], part[1])));
    }

    private static Row text(String vector, String fields) {
        return row(
                vector + ", text", Fate.ARRIVES, "text", "\"text\":\"harmless words\"," + fields);
    }

    private static Row photo(String vector, String fields) {
        var photo = "\"photo\":[{\"file_id\":\"f\"}],\"caption\":\"harmless words\",";
        return row(vector + ", caption", Fate.ARRIVES, "photo", photo + fields);
    }

    private static Stream<Row> files() {
        return lines(FILES)
                .map(
                        part -> {
                            boolean sizes = part[0].equals("photo");
                            var file = sizes ? "[" + part[1] + "]" : part[1];
                            return row(
                                    part[0] + " file",
                                    Fate.ARRIVES,
                                    part[0],
                                    "\"caption\":\"harmless words\",\"%s\":%s"
                                            .formatted(part[0], file));
                        });
    }

    private static Stream<Row> others() {
        return lines(OTHERS)
                .map(
                        part ->
                                row(
                                        part[0],
                                        Fate.valueOf(part[1].toUpperCase(Locale.ROOT)),
                                        part[2],
                                        "\"%s\":%s".formatted(part[2], part[3])));
    }

    private static Stream<String[]> lines(String table) {
        return table.lines().map(line -> line.split(" \\| "));
    }

    @SuppressWarnings("unchecked") // A JSON object has names.
    private static Row row(String vector, Fate fate, String kind, String fields) {
        var json =
                ("{" + fields + "}")
                        .replace("$USER", USER)
                        .replace("$CHAT", CHAT)
                        .replace("$C", CANARY);
        return new Row(vector, fate, kind, (Map<String, Object>) Json.parse(vector, json));
    }
}
