package parley.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import parley.e2e.Canaries.Canary;
import parley.e2e.CanaryScanner.Hit;
import parley.e2e.CanaryTap.Answer;
import parley.e2e.CanaryTap.Request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Looks for canaries in what is left of a day, and in what was sent. These are allowed, and
/// nothing else:
///
/// - the token at the beginning of the path of every request, as the Bot API wants it;
/// - the id of a person or group as the chat that a request is for;
/// - what somebody said, and the files that go with it by their ids, in requests for whom they said
///   it to;
/// - the ids of files that are fetched to be sent anew, in `getFile`;
/// - the words with which the server refuses something, in the log.
///
/// All but the first are allowed as they are and not encoded, in requests in the body alone.
final class CanarySearch {
    private static final int AROUND = 30;
    private static final int MOST_SHOWN = 20;

    private final CanaryScanner scanner = new CanaryScanner();
    private final Map<String, Canary> canaries = new HashMap<>();
    private final List<String> finds = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    CanarySearch(Canaries canaries) {
        for (var canary : canaries.all()) {
            this.canaries.put(canary.label(), canary);
            scanner.add(canary.label(), canary.forms());
        }
    }

    /// What was found where it must not be, a line each; empty when nothing was.
    String finds() {
        var shown = String.join("\n", finds.subList(0, Math.min(MOST_SHOWN, finds.size())));
        return finds.size() > MOST_SHOWN ? shown + "\n" + finds.size() + " in all" : shown;
    }

    /// What never reached those to whom it was said.
    List<String> untold() {
        return canaries.values().stream()
                .filter(canary -> !canary.to().isEmpty() && !canary.to().contains(Canaries.LOG))
                .map(Canary::label)
                .filter(label -> !told.contains(label))
                .sorted()
                .toList();
    }

    /// What the bot never heard of, so that it could not tell.
    List<String> unplanted(List<Answer> answers) {
        var missing = new HashSet<>(canaries.keySet());
        for (var answer : answers) {
            scanner.scan(answer.body().getBytes(ISO_8859_1))
                    .forEach(hit -> missing.remove(hit.canary()));
        }
        return missing.stream().sorted().toList();
    }

    /// Every file in a folder but this one; nothing may be in any.
    ///
    /// @return the files
    Set<String> files(Path folder, Path but) throws IOException {
        var names = new HashSet<String>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).sorted().toList()) {
                var name = folder.relativize(file).toString();
                if (!file.equals(but)) {
                    names.add(name);
                    // The name is a part of what is left.
                    look("the name " + name, name, _ -> false);
                    long reader = name.endsWith("run.out") ? Canaries.LOG : Canaries.NOBODY;
                    var text = new String(Files.readAllBytes(file), ISO_8859_1);
                    look(name, text, hit -> mayTell(hit, reader));
                }
            }
        }
        return names;
    }

    void requests(List<Request> requests, String token) {
        for (int i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            var place = "request %d, %s to %d, ".formatted(i, request.method(), request.to());
            request.parts()
                    .forEach(
                            (part, text) -> {
                                boolean body = part.equals("body");
                                var shown = part.equals("address") ? without(token, text) : text;
                                look(
                                        place + part,
                                        shown,
                                        hit -> body && mayTell(hit, request.to()));
                            });
        }
    }

    private static String without(String token, String address) {
        return address.replaceFirst("^(/file)?/bot" + token + "/", "/");
    }

    private boolean mayTell(Hit hit, long to) {
        boolean may =
                hit.form().equals(CanaryForms.PLAIN)
                        && canaries.get(hit.canary()).to().contains(to);
        if (may) {
            told.add(hit.canary());
        }
        return may;
    }

    private void look(String place, String text, Predicate<Hit> allowed) {
        for (var hit : scanner.scan(text.getBytes(ISO_8859_1))) {
            if (!allowed.test(hit)) {
                finds.add(
                        "%s (%s) in %s at %d: %s"
                                .formatted(
                                        hit.canary(),
                                        hit.form(),
                                        place,
                                        hit.offset(),
                                        excerpt(text, hit.offset())));
            }
        }
    }

    private static String excerpt(String text, int offset) {
        return text.substring(
                        Math.max(0, offset - AROUND), Math.min(text.length(), offset + 2 * AROUND))
                .replaceAll("[^ -~]", ".");
    }
}
