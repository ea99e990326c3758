package parley.moderation;

import java.time.Duration;
import java.util.Optional;

/// What the operator demands of people, and from where on the bot acts by itself.
///
/// @param conduct the version of the rules of conduct that everybody must accept, as a word for a
///   button; nothing when nobody must
/// @param reportsPerDay how many reports one person can make; 0 for any number
/// @param suspendAfter how many people must report somebody to have that person suspended; 0 for
///   never
/// @param suspendWithin within what time
/// @param repeats to how many partners the same can be said within a day; 0 for any number
/// @param storm how many messages over the limit somebody can write within a minute; 0 for any
///   number
/// @param hurry how many chats somebody can leave at once within ten minutes; 0 for any number
/// @param mediaAfter how old a chat must be for photos and files
/// @param mediaAfterChats how many chats somebody must have had for photos and files
/// @param reportTtl how long reports are kept; nothing for ever
public record Terms(
        Optional<String> conduct,
        int reportsPerDay,
        int suspendAfter,
        Duration suspendWithin,
        int repeats,
        int storm,
        int hurry,
        Duration mediaAfter,
        int mediaAfterChats,
        Optional<Duration> reportTtl) {}
