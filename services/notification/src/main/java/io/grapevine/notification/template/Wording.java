package io.grapevine.notification.template;

import org.jspecify.annotations.Nullable;

/**
 * The sentences of one moment in one language: ICU message patterns whose arguments {@link Arguments} names. Plain text; a blank line
 * ends a paragraph of the body.
 *
 * @param figure what stands out; null = nothing
 * @param action what is written on the button; null = none
 * @param brief for channels without room
 */
public record Wording(
        String subject,
        String headline,
        @Nullable String figure,
        String body,
        @Nullable String action,
        String brief) {}
