package io.grapevine.notification.feed.adapter;

import io.grapevine.notification.feed.FeedPlace;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of a feed and what is needed to say it. */
@Entity
@IdClass(FeedRow.Key.class)
class FeedRow {

    record Key(String tenantId, String noticeId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "notice_id")
    String noticeId;

    @Column(name = "reader_id")
    String readerId;

    String moment;

    @Column(name = "program_key")
    String programKey;

    /** Its name, or its key as long as the log has not brought the program. */
    String program;

    /** JSON. */
    String details;

    String subject;

    @Column(name = "happened_at")
    Instant happenedAt;

    /** Since when it stands in the feed. */
    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "read_at")
    @Nullable
    Instant readAt;

    @Nullable
    String locale;

    /** The program's own words by language, JSON; null if it has none. */
    @Nullable
    String wordings;

    /** JSON; null = as usual. */
    @Nullable
    String preferences;

    FeedPlace place() {
        return new FeedPlace(dueAt, noticeId);
    }
}
