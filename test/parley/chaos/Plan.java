package parley.chaos;

import java.time.Duration;

/// What one run does.
///
/// @param people how many chat
/// @param perSecond how many messages they write together
/// @param kills how often the bot is killed
/// @param least how long it goes on at least
/// @param faults whether the server is in a bad mood
/// @param seed the same seed makes the same choices, though never the same moments
record Plan(int people, int perSecond, int kills, Duration least, boolean faults, long seed) {}
