package io.grapevine.events;

import java.time.Instant;

/** How an attempt to tell somebody ended for good: delivered, or given up as a dead letter. */
public record NotificationDelivered(
        String notificationId, String recipient, String channel, String outcome, int attempts, Instant endedAt)
        implements EventData.Statement {

    @Override
    public String subject() {
        return recipient;
    }
}
