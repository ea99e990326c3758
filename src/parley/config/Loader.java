package parley.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/// Reads the table of settings from top to bottom and goes on after a fault, so that one run shows
/// them all. Used once.
final class Loader {
    private final Environment environment;
    private final DotEnv file;
    private final Sources sources;
    private final Map<Setting, Object> values = new EnumMap<>(Setting.class);
    private final StringJoiner summary = new StringJoiner(" ");
    private final List<String> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Loader(Environment environment) {
        this.environment = environment;
        this.file = DotEnv.in(environment.directory());
        this.sources = new Sources(environment, file);
    }

    Loaded load(Set<Setting> required) throws SettingsException {
        warnAboutFile();
        warnAboutReaders();
        warnAboutEnvironment();
        faults.addAll(file.faults());
        for (var setting : Setting.values()) {
            try {
                read(setting, required.contains(setting));
            } catch (BadValue e) {
                faults.add(setting + ": " + e.getMessage());
            }
        }
        if (values.containsKey(Setting.MODERATION_CHAT_ID)
                && !values.containsKey(Setting.MODERATOR_IDS)) {
            warnings.add(
                    "MODERATION_CHAT_ID is set and MODERATOR_IDS is not: nobody can act on reports"
                            + " there");
        }
        if (!faults.isEmpty()) {
            throw new SettingsException(faults, warnings);
        }
        return new Loaded(Settings.of(values), summary.toString(), warnings);
    }

    private void read(Setting setting, boolean required) throws BadValue {
        var found = sources.find(setting);
        if (found.isEmpty() && required) {
            throw new BadValue("is not set; must be " + setting.meaning());
        }
        String text = found.map(Sources.Found::text).orElse(setting.fallback());
        if (!text.isEmpty()) {
            values.put(setting, parse(setting, text, found.map(Sources.Found::origin)));
        }
        boolean hidden = (setting.hasLines() || setting.isAboutPeople()) && !text.isEmpty();
        summary.add(setting + "=" + (hidden ? "set" : shown(text, values.get(setting))));
    }

    private Object parse(Setting setting, String text, Optional<String> origin) throws BadValue {
        try {
            if (!setting.hasLines() && text.chars().anyMatch(Character::isISOControl)) {
                throw new BadValue("has a line break or control character in it; must be one line");
            }
            return setting.parse(text, environment.directory());
        } catch (BadValue e) {
            throw new BadValue(e.getMessage() + " (from " + origin.orElse("default") + ")");
        }
    }

    private static String shown(String text, Object value) {
        if (value == null) {
            return "unset";
        }
        if (value instanceof Secret || value instanceof RedisUrls.RedisUrl) {
            return "set";
        }
        return text.contains(" ") ? "'" + text + "'" : text;
    }

    private void warnAboutFile() {
        file.lines()
                .forEach(
                        (name, line) -> {
                            if (!Names.isOurs(name)) {
                                warnings.add(line.place() + ": " + unknown(name));
                            }
                        });
    }

    private void warnAboutReaders() {
        boolean holdsSecrets =
                Stream.of(
                                Setting.BOT_TOKEN,
                                Setting.MASK_SALT,
                                Setting.NEW_MASK_SALT,
                                Setting.REDIS_URL)
                        .flatMap(secret -> file.find(secret.name()).stream())
                        .anyMatch(line -> !line.value().isEmpty());
        if (holdsSecrets && TextFile.isOpenToOthers(environment.directory().resolve(".env"))) {
            warnings.add("others can read .env, which holds secrets; run: chmod 600 .env");
        }
    }

    /// The environment holds much that is not ours, so only what looks like ours is mentioned.
    private void warnAboutEnvironment() {
        environment.variables().keySet().stream()
                .filter(name -> !Names.isOurs(name) && Names.nearest(name).isPresent())
                .sorted()
                .forEach(name -> warnings.add("environment: " + unknown(name)));
    }

    /// A name of unusual shape is not quoted: it may be a piece of a secret that spans lines.
    private static String unknown(String name) {
        return Names.nearest(name)
                .map(near -> name + " is not a setting; " + near + " was perhaps meant")
                .orElseGet(
                        () ->
                                name.matches("[A-Z][A-Z0-9_]{0,39}")
                                        ? name + " is not a setting of this program"
                                        : "not a setting of this program");
    }
}
