package io.grapevine.clicktracking.classify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the published lists are wrong for links that people share: lines {@code verdict<TAB>list<TAB>expression} or {@code
 * meaning<TAB>text}; lines that begin with # say why.
 */
public final class Corrections {

    /** An expression of a list. */
    public record Target(String list, String regex) {}

    private enum Verdict {
        /** Says nothing. */
        NEVER,
        /** Says nothing about what looks like a browser. */
        WEAK,
        /** Means a machine only as the first word. */
        LEADING
    }

    private final Map<Target, Verdict> verdicts = new HashMap<>();
    private final Map<String, Hint.Meaning> texts = new HashMap<>();

    private Corrections() {}

    public static Corrections parse(List<String> lines) {
        var corrections = new Corrections();
        lines.stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t", 3))
                .forEach(corrections::add);
        return corrections;
    }

    /** What the corrections name, so that a renewed list can be checked for what is no longer in it. */
    public Set<Target> targets() {
        return new HashSet<>(verdicts.keySet());
    }

    boolean isNever(Target target) {
        return verdicts.get(target) == Verdict.NEVER;
    }

    boolean isWeak(Target target) {
        return verdicts.get(target) == Verdict.WEAK;
    }

    boolean isLeading(Target target) {
        return verdicts.get(target) == Verdict.LEADING;
    }

    Map<String, Hint.Meaning> texts() {
        return texts;
    }

    private void add(String[] parts) {
        switch (parts[0]) {
            case "never" -> verdicts.put(new Target(parts[1], parts[2]), Verdict.NEVER);
            case "weak" -> verdicts.put(new Target(parts[1], parts[2]), Verdict.WEAK);
            case "leading" -> verdicts.put(new Target(parts[1], parts[2]), Verdict.LEADING);
            case "opening" -> texts.put(parts[1], Hint.Meaning.OPENING);
            case "engine" -> texts.put(parts[1], Hint.Meaning.ENGINE);
            case "browser" -> texts.put(parts[1], Hint.Meaning.BROWSER);
            case "person" -> texts.put(parts[1], Hint.Meaning.PERSON);
            default -> throw new IllegalArgumentException("unknown correction " + parts[0]);
        }
    }
}
