package parley.ops;

import parley.ops.Shapes.Span;

import java.util.Optional;
import java.util.Set;

/// Finds values behind a name and an equals sign, as records, maps and query strings print them.
///
/// Nothing tells where such a value ends, for it is not quoted. So what may be free text is hidden
/// to the end, or to the stack trace of the exception whose message it is part of.
final class Components {
    private static final Set<String> FREE =
            Set.of(
                    "text",
                    "caption",
                    "quote",
                    "essence",
                    "emoji",
                    "label",
                    "data",
                    "callback_data",
                    "title",
                    "performer",
                    "address",
                    "question",
                    "query",
                    "firstName",
                    "first_name",
                    "lastName",
                    "last_name",
                    "userName",
                    "username",
                    "phone",
                    "phoneNumber",
                    "phone_number",
                    "email",
                    "bio",
                    "vcard",
                    "url",
                    "link",
                    "room",
                    "fileId",
                    "file_id",
                    "uniqueId",
                    "file_unique_id",
                    "fileName",
                    "file_name",
                    "filePath",
                    "file_path",
                    "still");

    private static final Set<String> NUMBERS =
            Set.of(
                    "value",
                    "id",
                    "chat",
                    "chatId",
                    "chat_id",
                    "user",
                    "userId",
                    "user_id",
                    "from",
                    "high",
                    "low",
                    "latitude",
                    "longitude");

    private static final String FRAME = "\tat ";

    private Components() {}

    /// The value behind this equals sign, if it may give something away.
    static Optional<Span> at(String text, int equals) {
        int start = equals;
        while (start > 0 && isName(text.charAt(start - 1))) {
            start--;
        }
        var name = text.substring(start, equals);
        int value = equals + 1;
        int end =
                FREE.contains(name)
                        ? freeEnd(text, value)
                        : NUMBERS.contains(name) ? numberEnd(text, value) : value;
        return end == value ? Optional.empty() : Optional.of(new Span(value, end));
    }

    private static int freeEnd(String text, int from) {
        int frame = text.indexOf(FRAME, from);
        if (frame < 0) {
            return text.length();
        }
        while (frame > from && Character.isWhitespace(text.charAt(frame - 1))) {
            frame--;
        }
        return frame;
    }

    private static int numberEnd(String text, int from) {
        int end = from;
        while (end < text.length() && "0123456789-.E".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private static boolean isName(char c) {
        return Words.isPart(c) && c != '-';
    }
}
