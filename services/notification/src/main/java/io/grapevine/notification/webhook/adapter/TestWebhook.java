package io.grapevine.notification.webhook.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.egress.Answer;
import io.grapevine.chassis.egress.Answer.Answered;
import io.grapevine.chassis.egress.Answer.Unanswered;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.signing.SecretVault;
import io.grapevine.chassis.signing.Signature;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.grapevine.notification.webhook.Endpoint;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Posts once to an endpoint, so that a tenant sees how its receiver answers before anything depends on it. */
@ApplicationScoped
class TestWebhook {

    private static final String TYPE = "webhook.test";

    private final TenantTransactions transactions;
    private final Webhooks webhooks;
    private final SecretVault vault;
    private final Receivers receivers;
    private final InstantSource clock;

    TestWebhook(
            TenantTransactions transactions,
            Webhooks webhooks,
            SecretVault vault,
            Receivers receivers,
            InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.vault = vault;
        this.receivers = receivers;
        this.clock = clock;
    }

    /** How the receiver took it. */
    record Result(
            boolean delivered,
            @Nullable Integer statusCode,
            @Nullable String error,
            long durationMs) {

        static Result of(Answer answer, Duration took) {
            return switch (answer) {
                case Answered answered
                when answered.isSuccess() -> new Result(true, answered.status(), null, took.toMillis());
                case Answered answered ->
                    new Result(false, answered.status(), "status_" + answered.status(), took.toMillis());
                case Unanswered unanswered ->
                    new Result(false, null, unanswered.failure().wireName(), took.toMillis());
            };
        }
    }

    private record Body(String type, Instant timestamp, Data data) {}

    private record Data(String webhookId) {}

    /** Nothing is open in the database while the receiver takes its time. */
    Uni<Result> handle(String tenantId, String webhookId) {
        return transactions
                .inTenant(tenantId, session -> webhooks.existing(session, tenantId, webhookId))
                .map(row -> row.toEndpoint(vault))
                .chain(this::post);
    }

    private Uni<Result> post(Endpoint endpoint) {
        var now = clock.instant();
        var startedNanos = System.nanoTime();
        var body = json(new Body(TYPE, now, new Data(endpoint.id())));
        var headers = Signature.headers(endpoint.signersValidAt(now), Identifier.next("ntf"), now, body);
        return receivers
                .post(endpoint.url(), 0, headers, Buffer.buffer(body))
                .map(answer -> Result.of(answer, Duration.ofNanos(System.nanoTime() - startedNanos)));
    }

    private static byte[] json(Body body) {
        try {
            return EventJson.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a test message cannot be written as JSON", e);
        }
    }
}
