package parley.chat;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Something a person did. Adapters translate into this; the core knows no other input.
public sealed interface ChatEvent {
    /// Who did it.
    Person from();

    /// When, by Telegram's clock.
    Instant at();

    /// A command was sent or a button pressed.
    ///
    /// @param about the session that the button belongs to; a command belongs to none
    /// @param detail what else stands on the button
    record Asked(
            Person from, Instant at, Verb verb, Optional<SessionId> about, Optional<String> detail)
            implements ChatEvent {
        public Asked {
            requireNonNull(from);
            requireNonNull(at);
            requireNonNull(verb);
            requireNonNull(about);
            requireNonNull(detail);
        }

        /// A command, or a button with nothing else on it.
        public Asked(Person from, Instant at, Verb verb, Optional<SessionId> about) {
            this(from, at, verb, about, Optional.empty());
        }
    }

    /// A message for the partner, if there is one. What it says is none of the core's business.
    record Said(Person from, Instant at) implements ChatEvent {
        public Said {
            requireNonNull(from);
            requireNonNull(at);
        }
    }

    /// The person did something with a message of the chat: changed it, put a reaction on it. It is
    /// of no interest to anybody once that chat is over.
    ///
    /// @param at for a change the date of the message, not of the change
    record Revised(Person from, Instant at) implements ChatEvent {
        public Revised {
            requireNonNull(from);
            requireNonNull(at);
        }
    }

    /// The person blocked the bot or deleted the account: nothing can be sent there any more.
    ///
    /// @param missed the session whose opening notice could not be delivered for that reason
    record Gone(Person from, Instant at, Optional<SessionId> missed) implements ChatEvent {
        public Gone {
            requireNonNull(from);
            requireNonNull(at);
            requireNonNull(missed);
        }
    }

    /// The operator erases somebody, who is not told.
    record Erased(Person from, Instant at) implements ChatEvent {
        public Erased {
            requireNonNull(from);
            requireNonNull(at);
        }
    }

    /// What a person can ask of the bot, by a command or by a button.
    enum Verb {
        START,
        FIND,
        NEXT,
        END,
        /// End the search, and nothing else.
        CANCEL,
        BLOCK,
        REPORT,
        VIDEO,
        /// Take back a message from the partner.
        UNSEND,
        /// Send what was held back; a button alone has it.
        SEND,
        /// Do not send what was held back; a button alone has it.
        DROP,
        /// Accept the rules of conduct; a button alone has it, with their version.
        CONSENT,
        /// Show the rules of conduct.
        RULES,
        HELP,
        PRIVACY,
        /// Show what is kept about the person.
        MYDATA,
        /// Erase what is kept about the person; asks first, and a button with a word answers.
        FORGET,
        /// A command that the bot does not have.
        UNKNOWN;

        /// The verb behind a command word without its slash, in any case; [#UNKNOWN] when there is
        /// none.
        public static Verb of(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "start" -> START;
                case "find" -> FIND;
                case "next" -> NEXT;
                case "end", "stop" -> END;
                case "cancel" -> CANCEL;
                case "block" -> BLOCK;
                case "report" -> REPORT;
                case "video" -> VIDEO;
                case "unsend" -> UNSEND;
                case "send" -> SEND;
                case "drop" -> DROP;
                case "consent" -> CONSENT;
                case "rules" -> RULES;
                case "help" -> HELP;
                case "privacy" -> PRIVACY;
                case "mydata" -> MYDATA;
                case "forget" -> FORGET;
                default -> UNKNOWN;
            };
        }
    }
}
