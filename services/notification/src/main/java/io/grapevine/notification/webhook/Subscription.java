package io.grapevine.notification.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which types an endpoint wants to hear about.
 *
 * @param patterns {@code *} for all, {@code reward.*} for all of a noun, or exact types; distinct, in the order given
 */
public record Subscription(List<String> patterns) {

    private static final String ALL = "*";
    private static final String ALL_OF_A_NOUN = ".*";

    public Subscription {
        patterns = patterns.stream().distinct().toList();
        if (patterns.isEmpty()) throw new IllegalArgumentException("types must not be empty");
        var unknown = unknownAmong(patterns);
        if (!unknown.isEmpty()) throw new IllegalArgumentException("unknown types " + unknown);
    }

    /** Those that name no type at all, now or by pattern; empty means a subscription can be made of them. */
    public static List<String> unknownAmong(List<String> patterns) {
        return patterns.stream().filter(pattern -> !isKnown(pattern)).toList();
    }

    /** Every pattern that is understood, for messages and documentation. */
    public static List<String> known() {
        var nouns = types().map(type -> type.noun() + ALL_OF_A_NOUN).distinct();
        return Stream.of(Stream.of(ALL), nouns, types().map(WebhookType::wireName))
                .flatMap(names -> names)
                .toList();
    }

    public boolean covers(WebhookType type) {
        return patterns.contains(ALL)
                || patterns.contains(type.noun() + ALL_OF_A_NOUN)
                || patterns.contains(type.wireName());
    }

    private static boolean isKnown(String pattern) {
        return known().contains(pattern);
    }

    private static Stream<WebhookType> types() {
        return Arrays.stream(WebhookType.values());
    }
}
