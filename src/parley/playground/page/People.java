package parley.playground.page;

import parley.playground.Backstage;
import parley.playground.Playground;
import parley.playground.Profile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// The people whose phones are on the page, in the order in which they came.
final class People {
    private static final int MAX_PEOPLE = 40;
    private static final int MAX_NAME = 64;

    private final Playground playground;
    private final Backstage backstage;
    private final Tabs tabs;
    private final Map<Long, Person> people = new ConcurrentSkipListMap<>();
    private final AtomicLong ids = new AtomicLong(5_550_000_000L);
    private final boolean known;

    /// @param known whether the bot may know these people from an earlier playground: the ids are
    ///   the same in each
    People(Playground playground, Backstage backstage, Tabs tabs, boolean known) {
        this.known = known;
        this.playground = playground;
        this.backstage = backstage;
        this.tabs = tabs;
    }

    Person find(long id) throws Complaint {
        var person = people.get(id);
        if (person == null) {
            throw new Complaint(404, "nobody with this id is here");
        }
        return person;
    }

    /// A new person with an id of their own.
    Person add(String name, String language) throws Complaint {
        var profile = profile(ids.incrementAndGet(), name, language);
        if (people.size() >= MAX_PEOPLE) {
            throw Complaint.conflict("no more than " + MAX_PEOPLE + " people fit on the page");
        }
        return seat(profile);
    }

    /// Somebody who is there from the start.
    void seat(String name) {
        seat(new Profile(ids.incrementAndGet(), name, "", username(name), "en"));
    }

    private Person seat(Profile profile) {
        var human = playground.human(profile);
        if (known) {
            backstage.recall(human);
        }
        var person = new Person(human, profile, backstage);
        people.put(profile.id(), person);
        backstage.watch(human, change -> tabs.tell(() -> person.see(change)));
        tell(person);
        return person;
    }

    /// Other names or another language.
    void change(Person person, String name, String language) throws Complaint {
        person.becomes(profile(person.id(), name, language));
        tell(person);
    }

    /// Takes a phone off the page. This person blocks the bot, so that nobody goes on talking to
    /// somebody who cannot be played any more.
    void remove(Person person) {
        if (people.remove(person.id()) != null) {
            if (!person.isBlocking()) {
                person.human().blocks();
            }
            tabs.tell(() -> Map.of("type", "left", "person", person.id()));
        }
    }

    void block(Person person, boolean blocking) {
        if (person.isBlocking() != blocking) {
            if (blocking) {
                person.human().blocks();
            } else {
                person.human().unblocks();
            }
        }
        tell(person);
    }

    void commandsChanged() {
        people.values().forEach(this::tell);
    }

    /// Everybody with all that is on their screens.
    List<Map<String, Object>> views() {
        return people.values().stream().map(Person::whole).toList();
    }

    private void tell(Person person) {
        tabs.tell(() -> Map.of("type", "person", "person", person.view()));
    }

    private static Profile profile(long id, String name, String language) throws Complaint {
        var words = name.strip();
        if (words.isEmpty() || words.length() > MAX_NAME || !Letters.isUnicode(words)) {
            throw Complaint.malformed("a name has 1 to " + MAX_NAME + " characters");
        }
        if (!language.matches("[a-z]{2,3}(-[A-Za-z]{2,8})?")) {
            throw Complaint.malformed("a language is a tag such as en or pt-BR");
        }
        return new Profile(id, words, "", username(words), language);
    }

    private static String username(String name) {
        var username = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "");
        return username.length() < 3 ? "" : username;
    }
}
