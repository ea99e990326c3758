package parley.chaos;

import parley.chaos.Heard.Told;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Where one person believes to stand: what they asked for, and what they were told since. The same
/// for who plays the person and for who judges afterwards.
final class View {
    private final Set<String> met = new HashSet<>();
    private final Set<String> over = new HashSet<>();
    private final Map<Long, Standing> written = new HashMap<>();
    private Standing standing = new Standing.Idle();

    /// Where a person believes to stand.
    sealed interface Standing {
        /// In no chat, and looking for none.
        record Idle() implements Standing {}

        /// Waiting for the answer to a command.
        record Asked(Command command) implements Standing {}

        /// Told that a partner is being looked for.
        record Waiting() implements Standing {}

        /// Told of a partner.
        record In(String session) implements Standing {}
    }

    Standing standing() {
        return standing;
    }

    /// The person wrote a message, or a part of one.
    void says(long messageId) {
        written.put(messageId, standing);
    }

    /// The person gave a command.
    void asks(Command command) {
        if (command.leaves() && standing instanceof Standing.In(var session)) {
            over.add(session);
        }
        standing = new Standing.Asked(command);
    }

    /// The person was told something. What was told before, or speaks of a chat that is over, may
    /// come again after a crash and changes nothing.
    void hears(Told told) {
        boolean asked = standing instanceof Standing.Asked;
        switch (told.topic()) {
            case MATCHED, ALREADY_IN_CHAT -> meets(told);
            case PARTNER_LEFT -> parts(told.session());
            case YOU_LEFT, BLOCKED, NOT_IN_CHAT, NOBODY_TO_BLOCK -> {
                if (standing instanceof Standing.Asked(var command) && !command.searches()) {
                    standing = new Standing.Idle();
                }
            }
            case YOU_LEFT_FOR_NEXT, SEARCHING, STILL_SEARCHING -> {
                if (standing instanceof Standing.Asked(var command) && command.searches()) {
                    standing = new Standing.Waiting();
                }
            }
            case SEARCHING_AGAIN -> standing = asked ? standing : new Standing.Waiting();
            case NOT_SENT_NO_CHAT -> learns(told.about(), new Standing.Idle());
            case NOT_SENT_SEARCHING -> learns(told.about(), new Standing.Waiting());
            case NOT_SENT_EARLIER, NOT_DELIVERED, SLOW_DOWN, NOT_PASSED, OTHER -> {}
        }
    }

    private void meets(Told told) {
        boolean isNew = met.add(told.session());
        if (isNew || told.topic() == Topic.ALREADY_IN_CHAT && !over.contains(told.session())) {
            standing = new Standing.In(told.session());
        }
    }

    private void parts(String session) {
        // Of a chat that nobody told them of, people learn in this way that their search is over.
        boolean unknown = met.add(session) && !(standing instanceof Standing.In);
        over.add(session);
        if (unknown || standing.equals(new Standing.In(session))) {
            standing = new Standing.Idle();
        }
    }

    /// A refusal says where one really stands, unless it is about an earlier time.
    private void learns(long messageId, Standing truth) {
        boolean asked = standing instanceof Standing.Asked;
        if (!asked && standing.equals(written.get(messageId))) {
            standing = truth;
        }
    }
}
