package parley.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the text of a setting. The first layer is the environment with systemd's credentials, the
/// second `.env`. Within a layer a setting has one source at most; two are a fault, because nobody
/// could tell which one is meant.
final class Sources {
    private final Environment environment;
    private final DotEnv file;

    /// @param text never empty
    /// @param origin where it was found, for a person to read
    record Found(String text, String origin) {}

    private sealed interface Source {
        String label();
    }

    private record Inline(String label, String text) implements Source {}

    private record InFile(String label, String path) implements Source {}

    Sources(Environment environment, DotEnv file) {
        this.environment = environment;
        this.file = file;
    }

    /// The text and its origin; empty when the setting is nowhere.
    ///
    /// @throws BadValue when it is set twice in a layer, or its file cannot be used
    Optional<Found> find(Setting setting) throws BadValue {
        var first = single(fromEnvironment(setting));
        var second = single(fromFile(setting));
        var source = first.or(() -> second);
        return source.isEmpty() ? Optional.empty() : Optional.of(read(source.get()));
    }

    private List<Source> fromEnvironment(Setting setting) {
        var sources = new ArrayList<Source>();
        variable(setting.name()).ifPresent(value -> sources.add(new Inline("environment", value)));
        variable(setting.fileName())
                .ifPresent(path -> sources.add(new InFile(setting.fileName(), path)));
        variable("CREDENTIALS_DIRECTORY")
                .ifPresent(
                        folder -> {
                            credential(folder, setting.name()).ifPresent(sources::add);
                            credential(folder, setting.credentialName()).ifPresent(sources::add);
                        });
        return sources;
    }

    private List<Source> fromFile(Setting setting) {
        var sources = new ArrayList<Source>();
        file.find(setting.name())
                .ifPresent(line -> sources.add(new Inline(line.place(), line.value())));
        file.find(setting.fileName())
                .ifPresent(
                        line ->
                                sources.add(
                                        new InFile(
                                                setting.fileName() + " in " + line.place(),
                                                line.value())));
        return sources;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.variables().get(name))
                .filter(value -> !value.isEmpty());
    }

    private Optional<Source> credential(String folder, String name) {
        String path = folder + "/" + name;
        return Files.exists(environment.directory().resolve(path))
                ? Optional.of(new InFile("credential " + name, path))
                : Optional.empty();
    }

    private static Optional<Source> single(List<Source> sources) throws BadValue {
        if (sources.size() > 1) {
            throw new BadValue(
                    sources.stream()
                            .map(Source::label)
                            .collect(
                                    Collectors.joining(
                                            " and ", "is set twice, by ", "; must be set once")));
        }
        return sources.stream().findFirst();
    }

    private Found read(Source source) throws BadValue {
        return switch (source) {
            case Inline(var label, var text) -> new Found(text, label);
            case InFile(var label, var path) -> new Found(content(label, path), label);
        };
    }

    /// The path is not quoted in a complaint: somebody may have given the secret in its place.
    private String content(String label, String path) throws BadValue {
        try {
            Path resolved = environment.directory().resolve(path);
            String text = TextFile.read(resolved).replaceFirst("[\r\n]+$", "");
            if (!text.isEmpty()) {
                return text;
            }
            throw new BadValue("is empty");
        } catch (BadValue e) {
            throw new BadValue(
                    "the file of %s %s; must be a text file that holds the value"
                            .formatted(label, e.getMessage()));
        } catch (InvalidPathException _) {
            throw new BadValue("%s is not a path; must name a file".formatted(label));
        }
    }
}
