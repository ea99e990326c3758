package parley.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// The newest messages of one chat, each as a pair of ids: what it is in the one chat and what it
/// is in the other. There may be very many chats, so a pair takes twelve bytes, and a quiet chat
/// little.
///
/// Message ids fit in 31 bits (they are 32-bit numbers above zero), so both and two flags make one
/// long: who wrote it, and whether it goes on with the album of what the same person wrote before.
/// What the partner wrote may stand in between.
final class Pairs {
    /// How many are kept; the oldest makes way.
    static final int CAPACITY = 100;

    private static final int FIRST_SIZE = 4;
    private static final long ID = (1L << 31) - 1;
    private static final int SHIFT = 31;
    private static final long BY_FIRST = 1L << 62;
    private static final long GOES_ON = 1L << 63;

    private long[] ids = new long[FIRST_SIZE];
    private int[] marks = new int[FIRST_SIZE];
    private int size;
    private int fromFirst;
    private int fromOther;

    /// A message that was delivered.
    ///
    /// @param original its id in the chat of whoever wrote it
    /// @param copy its id in the other chat
    /// @param mark whatever the caller wants to know again
    /// @param goesOn whether it belongs to the same album as the one before by the same person; so
    ///   does a second copy of the same message
    record Pair(long original, long copy, int mark, boolean goesOn) {}

    /// @param byFirst whether the first of the two people wrote it
    void add(boolean byFirst, Pair pair) {
        if ((pair.original() & ~ID) != 0 || (pair.copy() & ~ID) != 0) {
            return;
        }
        makeRoom();
        boolean goesOn = pair.goesOn() || isNewest(byFirst, pair.original());
        long first = byFirst ? pair.original() : pair.copy();
        long other = byFirst ? pair.copy() : pair.original();
        ids[size] = first | other << SHIFT | (byFirst ? BY_FIRST : 0) | (goesOn ? GOES_ON : 0);
        marks[size] = pair.mark();
        size++;
    }

    /// So many more messages of a person are on their way to the other.
    void underWay(boolean byFirst, int more) {
        if (byFirst) {
            fromFirst += more;
        } else {
            fromOther += more;
        }
    }

    boolean isUnderWay(boolean byFirst) {
        return (byFirst ? fromFirst : fromOther) > 0;
    }

    /// What a message of one person's chat is in the other's, whoever wrote it.
    OptionalLong find(boolean ofFirst, long message) {
        for (int i = size - 1; i >= 0; i--) {
            if (id(i, ofFirst) == message) {
                return OptionalLong.of(id(i, !ofFirst));
            }
        }
        return OptionalLong.empty();
    }

    /// The copies of a message that a person wrote, with all others of its album; of the last one
    /// when none is named.
    List<Long> copies(boolean byFirst, OptionalLong message) {
        int begin = newest(byFirst, message, size);
        if (begin < 0) {
            return List.of();
        }
        int before = newest(byFirst, OptionalLong.empty(), begin);
        while (goesOn(begin) && before >= 0) {
            begin = before;
            before = newest(byFirst, OptionalLong.empty(), begin);
        }
        var copies = new ArrayList<Long>();
        for (int i = begin; i < size && (i == begin || !isBy(i, byFirst) || goesOn(i)); i++) {
            if (isBy(i, byFirst)) {
                copies.add(id(i, !byFirst));
            }
        }
        return copies;
    }

    /// The copies of this very message, in order: two when its caption went as a text.
    List<Pair> sent(boolean byFirst, long message) {
        var sent = new ArrayList<Pair>();
        for (int i = 0; i < size; i++) {
            if (isMeant(i, byFirst, OptionalLong.of(message))) {
                sent.add(new Pair(message, id(i, !byFirst), marks[i], goesOn(i)));
            }
        }
        return sent;
    }

    /// Marks the first copy of this very message anew.
    void remark(boolean byFirst, long message, int mark) {
        for (int i = 0; i < size; i++) {
            if (isMeant(i, byFirst, OptionalLong.of(message))) {
                marks[i] = mark;
                return;
            }
        }
    }

    /// Forgets messages that were taken back.
    void remove(boolean byFirst, List<Long> copies) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!(isBy(i, byFirst) && copies.contains(id(i, !byFirst)))) {
                ids[kept] = ids[i];
                marks[kept] = marks[i];
                kept++;
            }
        }
        size = kept;
    }

    private void makeRoom() {
        if (size == CAPACITY) {
            System.arraycopy(ids, 1, ids, 0, size - 1);
            System.arraycopy(marks, 1, marks, 0, size - 1);
            size--;
        } else if (size == ids.length) {
            int larger = Math.min(CAPACITY, size * 2);
            ids = Arrays.copyOf(ids, larger);
            marks = Arrays.copyOf(marks, larger);
        }
    }

    /// The place of the newest that this person wrote before there, or -1; any if none is named.
    private int newest(boolean byFirst, OptionalLong message, int end) {
        int place = end - 1;
        while (place >= 0 && !isMeant(place, byFirst, message)) {
            place--;
        }
        return place;
    }

    private boolean isMeant(int place, boolean byFirst, OptionalLong message) {
        return isBy(place, byFirst)
                && (message.isEmpty() || id(place, byFirst) == message.getAsLong());
    }

    private boolean isNewest(boolean byFirst, long message) {
        int place = newest(byFirst, OptionalLong.empty(), size);
        return place >= 0 && id(place, byFirst) == message;
    }

    private boolean isBy(int place, boolean first) {
        return (ids[place] & BY_FIRST) != 0 == first;
    }

    private boolean goesOn(int place) {
        return (ids[place] & GOES_ON) != 0;
    }

    private long id(int place, boolean ofFirst) {
        return (ofFirst ? ids[place] : ids[place] >>> SHIFT) & ID;
    }
}
