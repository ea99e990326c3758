package parley.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/// In the tables `'` stands for `"`, and `LONG` for more characters than a text may have.
class BadRequestsTest extends PlaygroundFixture {
    @BeforeEach
    void annWrites() {
        ann.says("/start");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sendMessage | {'chat_id':1}             | sendMessage.text: missing",
                "sendMessage | {'chat_id':1,'text':5}    | sendMessage.text: expected String",
                "sendMessage | {'chat_id':1,'text':null} | sendMessage.text: null",
                "sendMessage | {'chat_id':1,'text':''}   | message text is empty",
                "sendMessage | {'chat_id':true,'text':'a'} | chat_id: expected Integer or String",
                "sendMessage | {'chat_id':1.5,'text':'a'}  | chat_id: expected Integer or String",
                "sendPhoto   | {'chat_id':1}             | sendPhoto.photo: missing",
                "sendPhoto   | {'chat_id':1,'photo':{}}  | sendPhoto.photo: expected",
                "editMessageText | {'chat_id':1,'text':'a'} | identifier is not specified",
                "setMyCommands   | {'commands':[{'command':'find'}]} | description: missing",
                "setMyCommands   | {'commands':[],'scope':{'type':'all'}} | scope: is none of",
                "setMyDescription | {'language_code':'english'} | language_code: does not match",
                "sendChatAction | {'chat_id':1,'action':'dancing'} | unknown value",
                "getUpdates  | {'allowed_updates':['messages']}  | unknown value",
                "getUpdates  | {'allowed_updates':'['} | allowed_updates: expected",
                "getUpdates  | {'timeout':'soon'}      | timeout: expected Integer",
                "getUpdates  | {'timeout':1            | not JSON",
                "getUpdates  | []                      | not a JSON object",
                "getUpdatez  | {}                      | method not found",
            })
    void aRequestThatNoCorrectBotSendsIsAViolation(String method, String json, String problem)
            throws Exception {
        assertViolation(method, json, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'txt':'b'             | sendMessage.txt: no such parameter",
                "'parse_mode':'HTML'   | sendMessage.parse_mode: not played",
                "'protect_content':1   | sendMessage.protect_content: expected Boolean",
                "'link_preview_options':{'is_disabled':'true'} | is_disabled: expected Boolean",
                "'link_preview_options':{'off':true} | no such field of LinkPreviewOptions",
                "'reply_parameters':{'message_id':'5'} | message_id: expected Integer",
                "'reply_parameters':{'quote':null} | reply_parameters.quote: null",
                "'reply_parameters':[5] | expected ReplyParameters",
                "'reply_markup':{}      | reply_markup: is none of",
                "'reply_markup':'{'     | reply_markup: expected",
                "'reply_markup':{'inline_keyboard':[{'text':'x'}]} | inline_keyboard[0]: expected",
                "'reply_markup':{'inline_keyboard':[[{}]]} | inline_keyboard[0][0].text: missing",
                "'reply_markup':{'force_reply':1} | reply_markup.force_reply: expected Boolean",
            })
    void everyParameterIsChecked(String parameter, String problem) throws Exception {
        assertViolation("sendMessage", "{'chat_id':1,'text':'a'," + parameter + "}", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'bold','offset':0                | entities[0].length: missing",
                "'type':'bold','offset':'0','length':1   | entities[0].offset: expected Integer",
                "'type':'pre','offset':0,'length':1,'language':null | [0].language: null",
                "'type':'bold','offset':0,'length':1,'size':1 | [0].size: no such field",
                "'type':'bold','offset':0,'length':4     | outside of the text",
                "'type':'bold','offset':3,'length':1     | outside of the text",
                "'type':'bold','offset':-1,'length':1    | outside of the text",
                "'type':'bold','offset':0,'length':0     | outside of the text",
                "'type':'bold','offset':1,'length':9223372036854775807 | outside of the text",
                "'type':'bold','offset':0,'length':2     | half a character",
                "'type':'bold','offset':2,'length':1     | half a character",
                "'type':'loud','offset':0,'length':1     | Unsupported type",
                "'type':'text_link','offset':0,'length':1 | text_link without url",
            })
    void everyEntityIsChecked(String entity, String problem) throws Exception {
        String message = "{'chat_id':1,'text':'a😀','entities':[{" + entity + "}]}";
        assertViolation("sendMessage", message, problem);

        String photo = "{'chat_id':1,'photo':'p','caption':'a😀','caption_entities':[{%s}]}";
        var answer = send("sendPhoto", photo.formatted(entity));
        assertTrue(answer.description().contains(problem.replace("entities", "caption_entities")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'text':'x'                        | exactly one action",
                "'text':'x','callback_data':'1','url':'https://a.org' | exactly one action",
                "'text':' ','callback_data':'1'    | text must be non-empty",
                "'text':'x','callback_data':''     | BUTTON_DATA_INVALID",
                "'text':'x','callback_data':'ääääääääääääääääääääääääääääääääx' | BUTTON_DATA",
                "'text':'x','callback_data':7      | callback_data: expected String",
                "'text':'x','url':'ftp://a.org'    | Wrong HTTP URL",
                "'text':'x','url':'https://a b.org' | Wrong HTTP URL",
                "'text':'x','url':'https://'       | Wrong HTTP URL",
                "'text':'x','url':'a.org'          | Wrong HTTP URL",
            })
    void everyButtonIsChecked(String button, String problem) throws Exception {
        String markup = "{'inline_keyboard':[[{" + button + "}]]}";
        String message = "{'chat_id':1,'text':'a','reply_markup':" + markup + "}";

        assertViolation("sendMessage", message, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'photo','media':'p'}  | 2 to 10",
                "{'type':'photo'},{'type':'photo','media':'p'} | media[0]: is none of",
                "{'type':'animation','media':'p'},{'type':'photo','media':'p'} | is none of",
                "{'type':'photo','media':'p'},{'type':'audio','media':'p'} | one album",
            })
    void everyItemOfAnAlbumIsChecked(String media, String problem) throws Exception {
        assertViolation("sendMediaGroup", "{'chat_id':1,'media':[" + media + "]}", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sendMessage | {'chat_id':9,'text':'a'} | bot can't initiate conversation with a"
                        + " user",
                "sendMessage | {'chat_id':2,'text':'a'} | bot can't initiate conversation with a"
                        + " user",
                "sendMessage | {'chat_id':'@x','text':'a'}        | chat not found",
                "sendMessage | {'chat_id':1,'text':' \\u2060 '}   | message text is empty",
                "sendMessage | {'chat_id':1,'text':'LONG'}        | message is too long",
                "editMessageText | {'chat_id':1,'message_id':1,'text':'LONG'} | MESSAGE_TOO_LONG",
                "sendPhoto   | {'chat_id':1,'photo':'p','caption':'LONG'} | message caption is too"
                        + " long",
                "sendPhoto   | {'chat_id':1,'photo':'no'} | wrong file identifier/HTTP URL"
                        + " specified",
                "sendPhoto   | {'chat_id':1,'photo':'https://a.org/x'} | failed to get HTTP URL"
                        + " content",
                "sendMessage | {'chat_id':1,'text':'a','reply_parameters':{'message_id':99}}"
                        + "| message to be replied not found",
                "sendMessage |"
                    + " {'chat_id':1,'text':'a','reply_parameters':{'message_id':1,'quote':'b'}}|"
                    + " QUOTE_TEXT_INVALID",
                "editMessageText | {'chat_id':1,'message_id':99,'text':'a'} | message to edit not"
                        + " found",
                "editMessageCaption | {'chat_id':1,'message_id':1} | message can't be edited",
                "deleteMessage | {'chat_id':1,'message_id':99} | message to delete not found",
                "setMessageReaction | {'chat_id':1,'message_id':99} | message to react not found",
                "answerCallbackQuery | {'callback_query_id':'1'} | query is too old and response"
                        + " timeout expired or query ID is invalid",
                "getFile     | {'file_id':'no'} | wrong file_id or the file is temporarily"
                        + " unavailable",
                "leaveChat   | {'chat_id':1} | chat member status can't be changed in private"
                        + " chats",
            })
    void anOrdinaryRefusalIsNoViolation(String method, String json, String problem)
            throws Exception {
        var answer = send(method, json);
        boolean forbidden = problem.startsWith("bot");

        assertEquals((forbidden ? "Forbidden: " : "Bad Request: ") + problem, answer.description());
        assertEquals(forbidden ? 403 : 400, answer.status());
        assertEquals(List.of(), playground.violations());
    }

    @Test
    void aTextOf4096CharactersIsNotTooLong() throws Exception {
        assertEquals(200, bot.says(1, "😀".repeat(4096)).status());
    }

    @Test
    void aFileIsOfOneKind() throws Exception {
        ann.sends(Map.of("voice", Map.of("file_id", "v")));
        var answer = bot.call("sendVideo", Map.of("chat_id", 1, "video", "v"));

        assertEquals("Bad Request: can't use file of type voice as video", answer.description());
    }

    private void assertViolation(String method, String json, String problem) throws Exception {
        var answer = send(method, json);

        assertEquals(method.equals("getUpdatez") ? 404 : 400, answer.status());
        assertTrue(answer.description().contains(problem), answer.description());
        assertEquals(List.of(method + ": " + answer.description()), playground.violations());
        assertEquals(List.of(), ann.phone().received());
    }

    private Bot.Answer send(String method, String json) throws Exception {
        String body = json.replace('\'', '"').replace("LONG", "x".repeat(4097));
        return bot.post(method, "application/json", body);
    }
}
