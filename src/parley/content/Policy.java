package parley.content;

import parley.content.Content.Kind;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Letter.Album;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.content.Letter.Part;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What becomes of messages that may give their sender away: the operator decides for each risk.
///
/// @param rules a risk that is missing here is allowed
public record Policy(Map<Risk, Rule> rules) {
    /// Everything passes.
    public static final Policy OPEN = new Policy(Map.of());

    /// What becomes of messages with one risk.
    public enum Rule {
        ALLOW,
        /// The first one in a chat is held until its sender has confirmed it.
        WARN,
        BLOCK
    }

    public Policy {
        rules = Map.copyOf(rules);
    }

    /// The rule for a risk.
    public Rule rule(Risk risk) {
        return rules.getOrDefault(risk, Rule.ALLOW);
    }

    /// The risks of a letter for which there is such a rule, in the order of [Risk].
    public List<Risk> risks(Letter letter, Rule rule) {
        if (!rules.containsValue(rule)) {
            return List.of();
        }
        return found(letter).stream().filter(risk -> rule(risk) == rule).sorted().toList();
    }

    private static Set<Risk> found(Letter letter) {
        return switch (letter) {
            case Fresh fresh -> found(fresh.content());
            case Edited edited -> found(edited.content());
            case Album album -> {
                var risks = EnumSet.noneOf(Risk.class);
                album.parts().stream().map(Part::media).map(Policy::found).forEach(risks::addAll);
                yield risks;
            }
            case Letter.Reacted _, Letter.Unsent _ -> Set.of();
        };
    }

    private static Set<Risk> found(Content content) {
        return switch (content) {
            case Text(var text) -> Findings.in(text.text());
            case Media media -> {
                var risks = Findings.in(media.caption().text());
                if (media.kind() == Kind.DOCUMENT && !media.file().image()) {
                    risks.add(Risk.DOCUMENTS);
                }
                yield risks;
            }
            case Content.Place _ -> EnumSet.of(Risk.LOCATION);
            case Content.Refused _ -> Set.of();
        };
    }
}
