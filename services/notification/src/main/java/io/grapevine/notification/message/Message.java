package io.grapevine.notification.message;

import io.grapevine.notification.webhook.WebhookType;
import java.time.Instant;

/**
 * What is posted to every endpoint that wants the type.
 *
 * @param timestamp when it happened, the same over all attempts; the time of an attempt is in its headers
 */
public record Message(WebhookType type, Instant timestamp, MessageData data) {}
