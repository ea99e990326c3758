package parley.engine;

import parley.chat.Pseudonym;
import parley.limit.Limiter;

/// How fast a person may act.
///
/// @param messages messages for the partner
/// @param commands commands and buttons
/// @param searches searches for a partner
public record Limits(
        Limiter<Pseudonym> messages, Limiter<Pseudonym> commands, Limiter<Pseudonym> searches) {}
