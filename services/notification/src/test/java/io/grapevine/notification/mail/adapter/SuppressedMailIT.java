package io.grapevine.notification.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.template.Accent;
import io.grapevine.notification.template.Letter;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** An address that bounced gets no mail, however it is written; the mail server is not even asked. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@NullUnmarked
class SuppressedMailIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    MailCarrier carrier;

    @Inject
    TenantTransactions transactions;

    @Inject
    PersonalData personalData;

    @Inject
    Vertx vertx;

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void suppressedAddressIsRefusedForGoodAndTheSameAddressOfAnotherTenantIsNot() throws Exception {
        suppress("gone@example.org");

        assertThat(carried(tenant, "Gone@Example.org")).isEqualTo(new CarrierAnswer.Refused("suppressed", true));
        // No mail server runs here: whoever gets as far as it finds nobody.
        assertThat(carried("t-" + UUID.randomUUID(), "gone@example.org"))
                .isNotEqualTo(new CarrierAnswer.Refused("suppressed", true));
        assertThat(carried(tenant, "here@example.org")).isNotEqualTo(new CarrierAnswer.Refused("suppressed", true));
    }

    private void suppress(String address) {
        transactions
                .inTenant(
                        tenant,
                        session -> session.createNativeQuery(
                                        "insert into suppressions values (:tenant, :hash, 'bounce', '5.1.1', now())")
                                .setParameter("tenant", tenant)
                                .setParameter("hash", personalData.emailHash(tenant, address))
                                .executeUpdate())
                .await()
                .atMost(SOON);
    }

    private CarrierAnswer carried(String tenantId, String address) throws Exception {
        var letter = new Letter(
                Locale.ENGLISH,
                "Demo",
                Accent.USUAL,
                "News",
                "Hello",
                "News",
                null,
                List.of("Something"),
                null,
                "Because",
                null,
                "News");
        var notice =
                new Notice(tenantId, "ntf_1", Moment.REWARD_RELEASED, "par_1", Map.of("email", address), false, letter);
        var answer = new CompletableFuture<CarrierAnswer>();
        vertx.getOrCreateContext()
                .runOnContext(here -> carrier.carry(notice).whenComplete((given, failure) -> {
                    if (failure == null) answer.complete(given);
                    else answer.completeExceptionally(failure);
                }));
        return answer.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
