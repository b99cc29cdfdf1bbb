package io.grapevine.notification.mail;

import org.jspecify.annotations.Nullable;

/**
 * What the advocate reads; the templates of the service say it.
 *
 * @param subject a header, so one line
 */
public record Letter(String subject, String greeting, String worth, String program, String rewardId) {

    public Letter {
        if (subject.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("subject must be one line without control characters");
    }

    /**
     * @param program its name as the tenant gave it
     * @param name as the advocate gave it; both stand in the text, never in a header
     */
    public static Letter about(String worth, String program, String rewardId, @Nullable String name) {
        var greeting = name == null || name.isBlank() ? "Hello," : "Hello " + onOneLine(name) + ",";
        return new Letter("You have earned " + worth, greeting, worth, onOneLine(program), rewardId);
    }

    private static String onOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
