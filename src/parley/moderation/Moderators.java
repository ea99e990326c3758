package parley.moderation;

import parley.chat.Person;
import parley.chat.Pseudonym;

import java.util.Optional;
import java.util.Set;

/// Who looks at reports.
///
/// @param room their chat, as somebody who can be told something; nothing when there is none
/// @param people those who may act
public record Moderators(Optional<Person> room, Set<Pseudonym> people) {
    /// Nobody.
    public static final Moderators NONE = new Moderators(Optional.empty(), Set.of());

    public Moderators {
        people = Set.copyOf(people);
    }
}
