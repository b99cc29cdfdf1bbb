package io.grapevine.notification.feed.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.notification.moment.Details;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a feed.
 *
 * @param cursor its place: what comes after it has a later one
 * @param headline a few words, in the reader's language; plain text, never markup
 * @param text all of it in a line
 * @param details what it is about, for who writes words of his own
 * @param at since when it stands in the feed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedResponse(
        String id,
        String cursor,
        String moment,
        String programKey,
        String subject,
        String headline,
        String text,
        Details details,
        Instant happenedAt,
        Instant at,
        @Nullable Instant readAt) {}
