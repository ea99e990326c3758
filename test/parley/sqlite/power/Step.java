package parley.sqlite.power;

import parley.chat.Change;

import java.util.List;

/// One thing that is queued to be written. Either all of it is in the database or none.
sealed interface Step {
    /// Updates that came in.
    record Append(long first, int count) implements Step {}

    /// A change of state, and what is still to be done about the update behind it.
    record Save(List<Change> changes, long number, String rest) implements Step {}

    /// An update that is dealt with. A loss of power may undo it.
    record End(long number) implements Step {}
}
