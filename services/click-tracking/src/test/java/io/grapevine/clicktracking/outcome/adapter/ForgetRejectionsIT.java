package io.grapevine.clicktracking.outcome.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.clicktracking.Edge;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@NullUnmarked
class ForgetRejectionsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    ForgetRejections forgetRejections;

    @Inject
    TenantTransactions transactions;

    @Inject
    MutableClock clock;

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void aRejectedEventAndWhatOpensItAreGoneAfterNinetyDays() {
        // Given
        var edge = Edge.open(null);
        edge.send("{\"type\": \"purchase\", \"id\": \"p1\", \"time\": \"2026-03-01T12:00:00\", \"data\": {}}");
        await().atMost(SOON).until(() -> rejections(edge.tenant()) == 1 && keys(edge.tenant()) == 1);
        // When
        clock.advance(ForgetRejections.KEPT.minus(Duration.ofHours(1)));
        forgetRejections.look().await().atMost(SOON);
        var before = rejections(edge.tenant());
        clock.advance(Duration.ofHours(2));
        forgetRejections.look().await().atMost(SOON);
        // Then
        assertThat(before).isEqualTo(1);
        assertThat(rejections(edge.tenant())).isZero();
        assertThat(keys(edge.tenant())).isZero();
        assertThat(edge.get("/v1/events/p1").statusCode()).isEqualTo(404);
    }

    @Test
    void aTenantWithMoreThanFitsIntoATransactionIsSweptToTheEndAndNoOtherLosesAnything() {
        // Given
        var old = clock.instant().minus(ForgetRejections.KEPT).minus(Duration.ofDays(1));
        insert("t-many", "old", old, ForgetRejections.MOST_AT_ONCE + 1);
        insert("t-new", "new", clock.instant(), 2);
        // When
        forgetRejections.look().await().atMost(SOON);
        // Then
        assertThat(rejections("t-many")).isZero();
        assertThat(rejections("t-new")).isEqualTo(2);
    }

    private void insert(String tenant, String prefix, Instant receivedAt, int count) {
        var inserted = transactions
                .inTenant(
                        tenant,
                        session -> session.createNativeQuery(
                                        "insert into rejected_events (tenant_id, rejection_id, code, errors, received_at)"
                                                + " select :tenant, :prefix || '-' || n, 'invalid', cast('[]' as jsonb), :at"
                                                + " from generate_series(1, :count) as n")
                                .setParameter("tenant", tenant)
                                .setParameter("prefix", prefix)
                                .setParameter("at", receivedAt)
                                .setParameter("count", count)
                                .executeUpdate())
                .await()
                .atMost(SOON);
        assertThat(inserted).isEqualTo(count);
    }

    private int rejections(String tenant) {
        return Integer.parseInt(one(tenant, "select cast(count(*) as text) from rejected_events"));
    }

    private int keys(String tenant) {
        return Integer.parseInt(one(tenant, "select cast(count(*) as text) from rejection_keys"));
    }

    private String one(String tenant, String query) {
        return transactions
                .inTenant(
                        tenant,
                        session ->
                                session.createNativeQuery(query, String.class).getSingleResult())
                .await()
                .atMost(SOON);
    }
}
