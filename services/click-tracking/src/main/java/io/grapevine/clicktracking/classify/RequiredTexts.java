package io.grapevine.clicktracking.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Texts of which every match of an expression contains one, so that looking for them says which expressions are worth running. Made
 * for the expressions of published lists: classes, groups and whatever is optional contribute nothing.
 */
final class RequiredTexts {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final String SYNTAX = "\\[(^$.|?*+{";

    private final String regex;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private Set<String> choice = Set.of();

    private RequiredTexts(String regex) {
        this.regex = regex;
    }

    /** Empty if there are none: such an expression has to be run always. */
    static Set<String> of(String regex) {
        return new RequiredTexts(regex).read();
    }

    /** The expressions that together say what {@code a|b|(c|d)} says. */
    static List<String> alternatives(String regex) {
        var parts = parts(regex);
        if (parts.size() > 1)
            return parts.stream().flatMap(part -> alternatives(part).stream()).toList();
        int leading = leadingRepetition(regex);
        if (leading > 0) return alternatives(regex.substring(leading));
        boolean isGroup = regex.startsWith("(") && !regex.startsWith("(?") && groupEnd(regex, 0) == regex.length();
        return isGroup ? alternatives(regex.substring(1, regex.length() - 1)) : parts;
    }

    /** Where an expression goes on behind something that may be there any number of times, or not at all, and so says nothing. */
    private static int leadingRepetition(String regex) {
        if (!regex.startsWith("[")) return 0;
        int end = classEnd(regex, 0);
        return end < regex.length() && regex.charAt(end) == '*' ? end + 1 : 0;
    }

    private static List<String> parts(String regex) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at < regex.length(); at = atomEnd(regex, at)) {
            if (regex.charAt(at) != '|') continue;
            parts.add(regex.substring(from, at));
            from = at + 1;
        }
        parts.add(regex.substring(from));
        return parts;
    }

    /** Whether the expression is a mere text, escapes aside. */
    static boolean isPlain(String regex) {
        for (int at = 0; at < regex.length(); at = atomEnd(regex, at)) {
            if (!isCharacter(regex, at)) return false;
        }
        return true;
    }

    /** What a plain expression stands for. */
    static String unescaped(String plain) {
        return plain.indexOf('\\') < 0 ? plain : ESCAPE.matcher(plain).replaceAll("$1");
    }

    private Set<String> read() {
        int at = 0;
        while (at < regex.length()) {
            int end = atomEnd(regex, at);
            int next = quantifierEnd(regex, end);
            if (isCharacter(regex, at)) character(end, next);
            else if (!hasNoWidth(at)) other(at, end, next);
            at = next;
        }
        endRun();
        return longest.isEmpty() ? choice : Set.of(longest);
    }

    private void character(int end, int next) {
        boolean once = next == end;
        boolean atLeastOnce = once || regex.charAt(end) == '+';
        if (atLeastOnce) run.append(regex.charAt(end - 1));
        if (once) return;
        endRun();
        if (atLeastOnce) run.append(regex.charAt(end - 1));
    }

    private void other(int at, int end, int next) {
        endRun();
        if (regex.charAt(at) != '(' || next > end) return;
        var inside = alternatives(regex.substring(regex.startsWith("(?:", at) ? at + 3 : at + 1, end - 1));
        if (inside.stream().allMatch(part -> isPlain(part) && !part.isEmpty()))
            choice = Set.copyOf(inside.stream().map(RequiredTexts::unescaped).toList());
    }

    private void endRun() {
        if (run.length() > longest.length()) longest = run.toString();
        run.setLength(0);
    }

    /** Edges and looks around match between characters: the text before goes on behind them. */
    private boolean hasNoWidth(int at) {
        return switch (regex.charAt(at)) {
            case '^', '$' -> true;
            case '\\' -> regex.charAt(at + 1) == 'b';
            case '(' -> regex.startsWith("(?", at) && !regex.startsWith("(?:", at);
            default -> false;
        };
    }

    private static boolean isCharacter(String regex, int at) {
        char c = regex.charAt(at);
        return c == '\\' ? !Character.isLetterOrDigit(regex.charAt(at + 1)) : SYNTAX.indexOf(c) < 0;
    }

    private static int atomEnd(String regex, int at) {
        return switch (regex.charAt(at)) {
            case '\\' -> at + 2;
            case '[' -> classEnd(regex, at);
            case '(' -> groupEnd(regex, at);
            default -> at + 1;
        };
    }

    private static int quantifierEnd(String regex, int at) {
        if (at == regex.length()) return at;
        int end = switch (regex.charAt(at)) {
            case '?', '*', '+' -> at + 1;
            case '{' -> regex.indexOf('}', at) + 1;
            default -> at;
        };
        boolean lazy = end > at && end < regex.length() && regex.charAt(end) == '?';
        return lazy ? end + 1 : end;
    }

    private static int classEnd(String regex, int at) {
        int end = at + 1;
        while (regex.charAt(end) != ']') end += regex.charAt(end) == '\\' ? 2 : 1;
        return end + 1;
    }

    private static int groupEnd(String regex, int at) {
        int end = at + 1;
        while (regex.charAt(end) != ')') end = atomEnd(regex, end);
        return end + 1;
    }
}
