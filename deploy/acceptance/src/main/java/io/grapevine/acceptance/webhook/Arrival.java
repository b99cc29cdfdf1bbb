package io.grapevine.acceptance.webhook;

import java.time.Instant;

/**
 * A post that reached a receiver.
 *
 * @param endpoint where
 * @param event what it tells of
 * @param webhookId the id in its header
 * @param accepted whether the receiver said 2xx
 */
public record Arrival(String endpoint, String event, String webhookId, Instant at, boolean accepted) {}
