package io.grapevine.notification.template;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a reader is told, as plain text in parts: each channel sets as many of them as it has room for, and none of them is ever read
 * as markup, header or template.
 *
 * @param subject one line: a header
 * @param figure what stands out, such as an amount; null if nothing does
 * @param why why this reader gets it
 * @param leave where the reader leaves the stream; null where there is none to leave
 * @param brief all of it in one line, for channels without room
 */
public record Letter(
        Locale locale,
        String program,
        Accent accent,
        String subject,
        String greeting,
        String headline,
        @Nullable String figure,
        List<String> paragraphs,
        @Nullable Link action,
        String why,
        @Nullable Link leave,
        String brief) {

    public Letter {
        if (subject.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("subject must be one line without control characters");
        paragraphs = List.copyOf(paragraphs);
    }

    /** The same, and nobody takes it for the real one. */
    public Letter asTest() {
        return new Letter(
                locale,
                program,
                accent,
                "[Test] " + subject,
                greeting,
                headline,
                figure,
                paragraphs,
                action,
                why,
                leave,
                brief);
    }

    /** Something to press. */
    public record Link(String label, String url) {}
}
