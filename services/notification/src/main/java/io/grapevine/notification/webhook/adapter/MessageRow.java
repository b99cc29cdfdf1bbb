package io.grapevine.notification.webhook.adapter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.events.Event;
import io.grapevine.events.EventJson;
import io.grapevine.notification.message.Change;
import io.grapevine.notification.message.Message;
import io.grapevine.notification.message.MessageData;
import io.grapevine.notification.webhook.WebhookType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message as it is kept: the body is text, so that every attempt signs and posts the same bytes. */
record MessageRow(
        @JsonProperty("tenant_id") String tenantId,
        String subject,
        int sequence,
        @JsonProperty("event_id") String eventId,
        @JsonIgnore WebhookType webhookType,
        String body,
        @JsonProperty("correlation_id") @Nullable String correlationId) {

    /** What is posted (Standard Webhooks). */
    record Body(String type, Instant timestamp, MessageData data) {}

    static MessageRow of(Event<?> event, Change change, Message message) {
        return new MessageRow(
                event.tenantId(),
                change.subject(),
                change.sequence(),
                event.id(),
                message.type(),
                json(new Body(message.type().wireName(), message.timestamp(), message.data())),
                event.correlationId());
    }

    @JsonProperty
    String type() {
        return webhookType.wireName();
    }

    private static String json(Body body) {
        try {
            return EventJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written as JSON", e);
        }
    }
}
