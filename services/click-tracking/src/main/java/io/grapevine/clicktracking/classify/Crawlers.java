package io.grapevine.clicktracking.classify;

import io.grapevine.events.TrafficLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The user agents of known machines. Most patterns of the list are plain texts: those are looked up by their first three
 * characters at each place of the user agent, so that fifteen hundred cost as little as a few.
 */
public final class Crawlers {

    private static final Pattern SYNTAX = Pattern.compile("(?<!\\\\)[\\[\\]().*+?^$|{}]|\\\\[dsSwWbB]");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final int BUCKETS = 1 << 12;
    private static final int INDEXED = 3;
    /** Longer ones are cut: no browser needs it, and matching must stay cheap. */
    private static final int LONGEST_USER_AGENT = 512;
    /** Meta's name for its in-app browser: a person looks through it, whatever the list says. */
    private static final Set<String> PEOPLE = Set.of("MetaIAB Facebook");
    /** The app's own preview fetcher begins with its name; its in-app browser, used by people, only mentions it. */
    private static final Set<String> ONLY_AT_THE_START = Set.of("WhatsApp", "Viber");

    private record Literal(String text, TrafficLabel label) {}

    private record Expression(Pattern pattern, TrafficLabel label) {}

    private final List<List<Literal>> literals = new ArrayList<>();
    private final List<Expression> expressions = new ArrayList<>();

    private Crawlers() {
        for (int i = 0; i < BUCKETS; i++) literals.add(List.of());
    }

    /** Reads lines {@code label<TAB>regular expression}; lines that begin with # are comments. */
    public static Crawlers parse(List<String> lines) {
        var crawlers = new Crawlers();
        lines.stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t", 2))
                .filter(entry -> !PEOPLE.contains(entry[1]))
                .forEach(entry -> crawlers.add(TrafficLabel.valueOf(entry[0].toUpperCase(Locale.ROOT)), entry[1]));
        return crawlers;
    }

    /** What kind of machine this is; empty for what is not known to be one. */
    public Optional<TrafficLabel> label(String userAgent) {
        var text = userAgent.length() > LONGEST_USER_AGENT ? userAgent.substring(0, LONGEST_USER_AGENT) : userAgent;
        for (int at = 0; at <= text.length() - INDEXED; at++) {
            for (var literal : literals.get(bucket(text, at))) {
                if (text.startsWith(literal.text(), at)) return Optional.of(literal.label());
            }
        }
        return expressions.stream()
                .filter(expression -> expression.pattern().matcher(text).find())
                .map(Expression::label)
                .findFirst();
    }

    private void add(TrafficLabel label, String regex) {
        if (ONLY_AT_THE_START.contains(regex)) {
            expressions.add(new Expression(Pattern.compile("^" + regex), label));
        } else if (SYNTAX.matcher(regex).find()) {
            expressions.add(new Expression(Pattern.compile(regex), label));
        } else {
            var text = ESCAPE.matcher(regex).replaceAll("$1");
            var bucket = new ArrayList<>(literals.get(bucket(text, 0)));
            bucket.add(new Literal(text, label));
            literals.set(bucket(text, 0), List.copyOf(bucket));
        }
    }

    private static int bucket(String text, int at) {
        return (text.charAt(at) * 961 + text.charAt(at + 1) * 31 + text.charAt(at + 2)) & BUCKETS - 1;
    }
}
