package parley.chat;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Something a person did. Adapters translate into this; the core knows no other input.
public sealed interface ChatEvent {
    /// Who did it.
    Person from();

    /// When, by Telegram's clock.
    Instant at();

    /// A command was sent or a button pressed.
    ///
    /// @param about the session that the button belongs to; a command belongs to none
    /// @param detail what else stands on the button, or behind the command where that matters
    /// @param answered the message of the bot that the command answers
    record Asked(
            Person from,
            Instant at,
            Verb verb,
            Optional<SessionId> about,
            Optional<String> detail,
            Optional<Heard> answered)
            implements ChatEvent {
        /// A button with something else on it.
        public Asked(
                Person from,
                Instant at,
                Verb verb,
                Optional<SessionId> about,
                Optional<String> detail) {
            this(from, at, verb, about, detail, Optional.empty());
        }

        /// A command, or a button with nothing else on it.
        public Asked(Person from, Instant at, Verb verb, Optional<SessionId> about) {
            this(from, at, verb, about, Optional.empty());
        }
    }

    /// A message that a person got from the bot.
    ///
    /// @param content what it says, in the form of whoever read it
    record Heard(String content, Instant at) {}

    /// A message for the partner, if there is one. What it says is none of the core's business.
    record Said(Person from, Instant at, Gist gist) implements ChatEvent {
        public Said {
            requireNonNull(from);
            requireNonNull(at);
            requireNonNull(gist);
        }

        /// A message of which nothing is to be known.
        public Said(Person from, Instant at) {
            this(from, at, Gist.NONE);
        }
    }

    /// By what one message can be held against others, without knowing what it says.
    ///
    /// @param prints the same number for the same text or link; none for what many people say
    /// @param media whether it is anything but text
    record Gist(Set<Long> prints, boolean media) {
        /// Of a message that is like no other.
        public static final Gist NONE = new Gist(Set.of(), false);

        public Gist {
            prints = Set.copyOf(prints);
        }
    }

    /// The person wrote faster than is let through, and what was written is refused.
    record Hasty(Person from, Instant at) implements ChatEvent {
        public Hasty {
            requireNonNull(from);
            requireNonNull(at);
        }
    }

    /// Somebody in the moderators' chat, or the operator, wants something to be done.
    ///
    /// @param from the chat itself
    /// @param by who it was; nothing for the operator
    /// @param words what is to be done: a word, and what it is about
    record Ordered(Person from, Instant at, Optional<Pseudonym> by, String words)
            implements ChatEvent {
        public Ordered {
            requireNonNull(from);
            requireNonNull(at);
            requireNonNull(by);
            requireNonNull(words);
        }
    }

    /// The person did something with a message of the chat: changed it, put a reaction on it. It is
    /// of no interest to anybody once that chat is over.
    ///
    /// @param at for a change the date of the message, not of the change
    /// @param gist of what it says now
    record Revised(Person from, Instant at, Gist gist) implements ChatEvent {
        public Revised {
            requireNonNull(from);
            requireNonNull(at);
            requireNonNull(gist);
        }

        /// A change to something of which nothing is to be known.
        public Revised(Person from, Instant at) {
            this(from, at, Gist.NONE);
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
        /// Ask for a ban to be lifted, with the reasons.
        APPEAL,
        /// Choose what to hear; a button has a word for it.
        SETTINGS,
        /// Do something about a report; only a button in the moderators' chat has it.
        JUDGE,
        /// Lift what keeps somebody out; only a button in the moderators' chat has it.
        PARDON,
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
                case "appeal" -> APPEAL;
                case "settings" -> SETTINGS;
                case "judge" -> JUDGE;
                case "pardon" -> PARDON;
                case "help" -> HELP;
                case "privacy" -> PRIVACY;
                case "mydata" -> MYDATA;
                case "forget" -> FORGET;
                default -> UNKNOWN;
            };
        }
    }
}
