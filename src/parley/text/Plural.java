package parley.text;

import java.util.Locale;

/// How a language counts things. A new rule is added here; which rule a language follows stands in
/// its file.
enum Plural {
    ONE_OTHER(2) {
        @Override
        int form(long count) {
            return count == 1 ? 0 : 1;
        }
    },
    /// 1, 21, 31 … are counted like one; 2 to 4, 22 to 24 … like few; the rest, 11 to 14 too, like
    /// many.
    ONE_FEW_MANY(3) {
        @Override
        int form(long count) {
            long last = count % 10;
            boolean teen = count % 100 / 10 == 1;
            if (last == 1 && !teen) {
                return 0;
            }
            return last >= 2 && last <= 4 && !teen ? 1 : 2;
        }
    };

    /// How many forms a word has.
    final int forms;

    Plural(int forms) {
        this.forms = forms;
    }

    /// The place, from 0, of the form that goes with this count, which is not negative.
    abstract int form(long count);

    /// @throws IllegalArgumentException when there is no such rule
    static Plural of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
