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

    /** @param name as the advocate gave it; it stands in the text, never in a header */
    public static Letter about(String worth, String programKey, String rewardId, @Nullable String name) {
        var greeting = name == null || name.isBlank()
                ? "Hello,"
                : "Hello " + name.strip().replaceAll("\\s+", " ") + ",";
        return new Letter("You have earned " + worth, greeting, worth, programKey, rewardId);
    }
}
