package parley.e2e;

import parley.playground.Human;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Updates that are not for this bot, or that nobody can read, and answers that are none.
final class CanaryStrays {
    private static final String USER =
            """
            {"id":6555444333,"is_bot":false,"first_name":"$C","last_name":"$C","username":"$C"}\
            """;
    private static final String CHANNEL =
            """
            {"id":-1006555444333,"type":"channel","title":"$C","username":"$C"}\
            """;
    private static final String GROUP =
            """
            {"id":$LEFT,"type":"supergroup","title":"$C"}\
            """;

    /// Of somebody who writes to the bot.
    private static final String HEAD =
            """
            "message_id":$N,"date":$DATE,"chat":{"id":$ID,"type":"private","first_name":"$C"}\
            """;

    private static final String WHO =
            """
            {"id":$ID,"is_bot":false,"first_name":"$C"}\
            """;

    /// What is beside the number of an update.
    private static final String UPDATES =
            """
            channel post | "channel_post":{"message_id":1,"date":1,"chat":$CHANNEL,"text":"$C"}
            edited post | "edited_channel_post":{"message_id":1,"chat":$CHANNEL,"text":"$C"}
            connection | "business_connection":{"id":"$C","user":$USER,"user_chat_id":6555444333}
            business message | "business_message":{$HEAD,"business_connection_id":"$C","text":"$C"}
            business change | "edited_business_message":{$HEAD,"from":$USER,"text":"$C"}
            business deletion | "deleted_business_messages":{"business_connection_id":"$C"}
            guest message | "guest_message":{$HEAD,"guest_bot_caller_user":$USER,"text":"$C"}
            inline query | "inline_query":{"id":"$C","from":$USER,"query":"$C","offset":"$C"}
            inline result | "chosen_inline_result":{"result_id":"$C","from":$USER,"query":"$C"}
            shipping | "shipping_query":{"id":"$C","from":$USER,"invoice_payload":"$C"}
            checkout | "pre_checkout_query":{"id":"$C","from":$USER,"order_info":{"name":"$C",\
            "phone_number":"+6555444333","email":"$C@example.org"}}
            paid media | "purchased_paid_media":{"from":$USER,"paid_media_payload":"$C"}
            poll | "poll":{"id":"6555444333","question":"$C","options":[{"text":"$C"}]}
            poll answer | "poll_answer":{"poll_id":"6555444333","user":$USER,"option_ids":[0]}
            member | "chat_member":{"chat":$CHANNEL,"from":$USER,"new_chat_member":{"user":$USER}}
            request to join | "chat_join_request":{"chat":$CHANNEL,"from":$USER,"bio":"$C"}
            boost | "chat_boost":{"chat":$CHANNEL,"boost":{"boost_id":"$C"}}
            reactions | "message_reaction_count":{"chat":$CHANNEL,"message_id":1,"reactions":[]}
            anonymous reaction | "message_reaction":{$HEAD,"actor_chat":$CHANNEL,"new_reaction":[]}
            custom reaction | "message_reaction":{$HEAD,"user":$WHO,"new_reaction":\
            [{"type":"custom_emoji","custom_emoji_id":"6555444333"}]}
            something new | "brand_new_$C":{"$C":{"user":$USER}}
            forged press | "callback_query":{"id":"71","from":$WHO,"message":{$HEAD},\
            "chat_instance":"6555444333","data":"$C"}
            forged session | "callback_query":{"id":"72","from":$WHO,"message":{$HEAD},\
            "data":"report:0123456789abcdef:$C"}
            forged answer | "callback_query":{"id":"73","from":$WHO,"message":{$HEAD},\
            "data":"send:$C"}
            inline press | "callback_query":{"id":"74","from":$WHO,"inline_message_id":"$C",\
            "data":"$C"}
            game press | "callback_query":{"id":"75","from":$WHO,"game_short_name":"$C"}
            added to a group | "my_chat_member":{"chat":$GROUP,"from":$USER,"date":1,\
            "new_chat_member":{"user":$USER,"status":"member","custom_title":"$C"}}
            message in a group | "message":{"message_id":1,"date":1,"chat":$GROUP,"from":$USER,\
            "text":"$C"}
            member of a chat | "my_chat_member":{$HEAD,"from":$WHO,\
            "new_chat_member":{"user":$USER,"status":"$C"}}
            from a bot | "message":{$HEAD,"from":{"id":$ID,"is_bot":true,"first_name":"$C"},\
            "text":"$C"}
            from nobody | "message":{$HEAD,"text":"$C"}
            for somebody else | "message":{$HEAD,"from":$USER,"text":"$C"}
            no object | "message":"$C"
            no number | "message":{"message_id":"$C","date":"$C","chat":{"id":"$C"},"text":"$C"}
            no sender | "message":{$HEAD,"from":{"id":"$C"},"text":"$C"}
            no date | "message":{"message_id":$N,"date":6555444333000000000,"chat":{"id":$ID,\
            "type":"private"},"from":$WHO,"text":"$C"}
            no text | "message":{$HEAD,"from":$WHO,"text":{"$C":6555444333}}
            no entities | "message":{$HEAD,"from":$WHO,"text":7,"entities":"$C"}
            no entity | "message":{$HEAD,"from":$WHO,"photo":[],"caption_entities":[{"type":"$C"}]}
            no photo | "message":{$HEAD,"from":$WHO,"photo":"$C","caption":"$C"}
            no file | "message":{$HEAD,"from":$WHO,"video":{"$C":1},"caption":"$C"}
            no reply | "message":{$HEAD,"from":$WHO,"contact":{},"reply_to_message":"$C",\
            "quote":"$C"}
            no place | "message":{$HEAD,"from":$WHO,"location":{"latitude":"$C"}}
            no data | "callback_query":{"id":"76","from":$WHO,"message":{$HEAD},"data":{"$C":1}}
            no reaction | "message_reaction":{$HEAD,"user":$WHO,"new_reaction":["$C"]}
            no status | "my_chat_member":{$HEAD,"from":$WHO,"new_chat_member":{"status":["$C"]}}
            """;

    /// Whole answers, with their status.
    private static final String ANSWERS =
            """
            broken JSON | 200 | {"ok":true,"result":[{"update_id":41,"message":{$C,"text":"$C"}]}
            cut off | 200 | {"ok":true,"result":[{"update_id":42,"message":{"text":"$C
            no number | 200 | {"ok":true,"result":[{"message":{"text":"$C"}}]}
            too deep | 200 | {"ok":true,"result":[{"update_id":43,"message":{"text":$DEEP}}]}
            no list | 200 | {"ok":true,"result":"$C"}
            no object | 200 | "$C"
            a page | 200 | <html>$C</html>
            error | 500 | {"ok":false,"error_code":500,"description":\
            "Internal Server Error: $REASON"}
            another page | 502 | <html>$C</html>
            refusal | 400 | {"ok":false,"error_code":400,"description":"Bad Request: $REASON"}
            """;

    /// Deeper than anything is read.
    private static final int DEPTH = 1_001;

    /// No app counts its messages so far.
    private static final int FIRST = 9_000_000;

    private CanaryStrays() {}

    /// Lets the bot have all of them with its next polls.
    ///
    /// @param who in whose name some of them are
    static void inject(CanaryStage stage, Human who) {
        int number = 0;
        var updates = new ArrayList<String>();
        for (var row : rows(UPDATES)) {
            number++;
            var update = "{\"update_id\":$N,\"$C\":\"$C\",%s}".formatted(row[1]);
            updates.add(
                    planted(stage.canaries, row[0], update)
                            .replace("$ID", Long.toString(who.id()))
                            .replace("$DATE", Long.toString(Instant.now().getEpochSecond()))
                            .replace("$N", Integer.toString(FIRST + number)));
        }
        stage.tap.inject(200, "{\"ok\":true,\"result\":[" + String.join(",", updates) + "]}");
        for (var row : rows(ANSWERS)) {
            var answer = planted(stage.canaries, "answer with " + row[0], row[2]);
            stage.tap.inject(Integer.parseInt(row[1]), answer);
            // After a good answer the pause for the next bad one is short again.
            stage.tap.inject(200, "{\"ok\":true,\"result\":[]}");
        }
    }

    private static String planted(Canaries canaries, String label, String text) {
        var whole =
                text.replace("$HEAD", HEAD)
                        .replace("$WHO", WHO)
                        .replace("$USER", USER)
                        .replace("$CHANNEL", CHANNEL)
                        .replace("$GROUP", GROUP)
                        .replace("$DEEP", "[".repeat(DEPTH) + "\"$C\"" + "]".repeat(DEPTH));
        Map<String, Supplier<?>> makers = new LinkedHashMap<>();
        makers.put("$LEFT", () -> canaries.groupToLeave(label + ", group"));
        makers.put("-100" + LeakRows.CANARY_ID, () -> canaries.group(label + ", channel"));
        makers.put(LeakRows.CANARY_ID, () -> canaries.id(label + ", id"));
        makers.put("$REASON", () -> canaries.word(label + ", reason", Canaries.LOG));
        makers.put("$C", () -> canaries.word(label + ", canary"));
        for (var maker : makers.entrySet()) {
            if (whole.contains(maker.getKey())) {
                whole = whole.replace(maker.getKey(), maker.getValue().get().toString());
            }
        }
        return whole;
    }

    private static List<String[]> rows(String table) {
        return table.lines().map(row -> row.split(" \\| ")).toList();
    }
}
