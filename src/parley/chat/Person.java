package parley.chat;

import static java.util.Objects.requireNonNull;

/// A person who can be told something now.
///
/// @param id where to reach the person
/// @param pseudonym who it is
/// @param language the IETF tag of the app's language, or "" when it is not known
public record Person(UserId id, Pseudonym pseudonym, String language) {
    public Person {
        requireNonNull(id);
        requireNonNull(pseudonym);
        requireNonNull(language);
    }
}
