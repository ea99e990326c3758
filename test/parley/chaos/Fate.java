package parley.chaos;

import parley.chaos.View.Standing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What became of one message.
///
/// @param written when it was written, and where its sender believed to stand
/// @param edits when each version was written
/// @param arrivals its copies, in order, whoever got them
/// @param changes the changes that were seen, in order
/// @param refusals when its sender was told that it was not delivered
record Fate(
        Event.Said said,
        Written written,
        Map<Integer, Written> edits,
        List<Arrival> arrivals,
        List<Arrival> changes,
        List<Long> refusals) {

    /// When something was written, and where the writer believed to stand.
    record Written(int who, long at, Standing standing) {}

    /// A copy, or a change of it.
    ///
    /// @param standing where the recipient believed to stand
    /// @param version 0 for the message itself
    record Arrival(int to, long at, Standing standing, int version) {}

    static Fate of(Event.Said said, Standing standing) {
        return new Fate(
                said,
                new Written(said.key().who(), said.at(), standing),
                new HashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    String name() {
        return said.key().text() + (said.album().isPresent() ? " (part of an album)" : "");
    }
}
