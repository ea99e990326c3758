package parley.chaos;

/// What is counted. A promise is kept when its count is zero.
enum Count {
    KILLS("kills"),
    CHATS("chats"),
    SENT("messages sent"),
    DELIVERED("delivered to the partner"),
    REFUSED("not delivered, and their senders were told"),
    LOST("lost: neither delivered nor refused", true),
    LOST_PARTS("of these, parts of albums"),
    WRONG_PERSON("delivered to somebody who was not the partner, or in a later chat", true),
    OUT_OF_ORDER("out of order", true),
    IN_FLIGHT("not delivered yet, or only just, at a kill"),
    DUPLICATE_IN_FLIGHT("delivered again after a kill, in flight then"),
    DUPLICATE_LATE("delivered again after a kill, answered 50 ms before it (near 0)"),
    DUPLICATE_UNKNOWN("delivered again because an answer was lost"),
    DUPLICATE("delivered again without a reason, or twice for one", true),
    CHATS_LOST("chats lost: over, and neither of the two ended it", true),
    NOT_KEPT("told but not kept: one was told of a chat or search that is not there", true),
    NOT_TOLD("chats that one of the two was never told of", true),
    UNASKED("searches that nobody asked for: a command applied twice", true),
    UNANSWERED("commands without an answer", true),
    MET_AGAIN("met again after a block", true),
    MISLINKED("shown as an answer to another message than it was", true),
    REFUSED_TOO("delivered, but the sender was told that it was not"),
    NOTICE_AGAIN("notices told again"),
    EDITS("changes made"),
    EDITS_SEEN("changes seen by the partner"),
    ENDED("ends of the bot that nobody caused", true),
    VIOLATIONS("requests that no correct bot would send", true);

    private final String words;
    private final boolean promise;

    Count(String words) {
        this(words, false);
    }

    Count(String words, boolean promise) {
        this.words = words;
        this.promise = promise;
    }

    String words() {
        return words;
    }

    boolean isPromise() {
        return promise;
    }
}
