package parley.redis;

import java.util.List;

/// What a server says: all types of RESP2 and RESP3 (redis.io, "Redis serialization protocol").
/// Texts are UTF-8; bytes that are not are replaced.
sealed interface Reply {
    /// `+`
    record Simple(String text) implements Reply {}

    /// `-` or `!`: the server refuses. The message may repeat what it was sent, a password too, so
    /// that only its first word may be shown.
    record Failure(String message) implements Reply {
        /// The first word, such as `NOSCRIPT`; "ERR" for one that does not look like a code.
        String code() {
            int space = message.indexOf(' ');
            var word = space < 0 ? message : message.substring(0, space);
            return word.matches("[A-Z]{1,30}") ? word : "ERR";
        }
    }

    /// `:`
    record Int(long value) implements Reply {}

    /// `$`
    record Bulk(String text) implements Reply {}

    /// `*`
    record Array(List<Reply> elements) implements Reply {}

    /// `_`, and in RESP2 a bulk or an array of length -1.
    record Nil() implements Reply {}

    /// `,`
    record Real(double value) implements Reply {}

    /// `#`
    record Bool(boolean value) implements Reply {}

    /// `(`: a whole number of any size, as its digits.
    record Big(String digits) implements Reply {}

    /// `=`
    ///
    /// @param format three characters, such as `txt`
    record Verbatim(String format, String text) implements Reply {}

    /// `%`
    record Dictionary(List<Pair> pairs) implements Reply {}

    /// `~`
    record Group(List<Reply> elements) implements Reply {}

    /// `>`: answers no request.
    record Push(List<Reply> elements) implements Reply {}

    /// `|`: an answer with remarks that may be ignored.
    record Annotated(List<Pair> remarks, Reply reply) implements Reply {}

    /// One entry of a dictionary. Keys may be of any type.
    record Pair(Reply key, Reply value) {}
}
