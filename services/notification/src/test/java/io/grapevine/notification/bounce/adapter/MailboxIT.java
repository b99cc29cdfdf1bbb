package io.grapevine.notification.bounce.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Event;
import io.grapevine.notification.Programs;
import io.grapevine.notification.bounce.ReturnPath;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives at the mailbox of bounces, read by IMAP. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubMailbox.class)
@NullUnmarked
class MailboxIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String BOUNCE = """
            From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>
            To: <%s>
            Subject: Returned mail
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

            --b1

            The original message could not be delivered.

            --b1
            content-type: message/delivery-status

            Reporting-MTA: dns; mx.example.net

            Final-Recipient: rfc822; %s
            Action: failed
            Status: 5.1.1

            --b1--
            """;

    private static final String COMPLAINT = """
            From: <abusedesk@example.com>
            To: postmaster@mail.example
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary="part1"

            --part1
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: SomeGenerator/1.0
            Version: 1
            Original-Mail-From: <%s>
            Original-Rcpt-To: <%s>

            --part1
            Content-Type: message/rfc822

            From: <rewards@shop.example>
            Subject: Your reward

            Spam
            --part1--
            """;

    @Inject
    PersonalData personalData;

    @Inject
    TenantTransactions transactions;

    // The registry outlives the service in tests, and a gauge in it belongs to whoever came first.
    @Inject
    ReadMailbox readMailbox;

    private final String tenant = "t-" + UUID.randomUUID();
    private final String other = "t-" + UUID.randomUUID();

    @BeforeEach
    void tenantsAreKnown() {
        for (var known : List.of(tenant, other)) {
            TestLog.publishKey(known, "gv_sk_" + known, Kind.SECRET);
            TestLog.append(Event.stated(
                    known,
                    "evt_" + UUID.randomUUID(),
                    "/test",
                    Instant.now(),
                    null,
                    Programs.named("demo", 1, "Demo")));
            await().atMost(SOON)
                    .until(() -> suppressed(known, "nobody@example.org").statusCode() == 404 && programs(known) == 1);
        }
    }

    @Test
    void bounceOfAMailOfOursSuppressesItsRecipientForThatTenantAndIsPutAway() {
        // Given
        var gone = "gone-" + UUID.randomUUID() + "@example.org";
        // When
        var before = StubMailbox.seenIn("processed").size();
        StubMailbox.deliver(BOUNCE.formatted(returnPath(tenant, gone), gone));
        StubMailbox.deliver(BOUNCE.formatted(returnPath(tenant, gone), gone));
        // Then
        await().atMost(SOON).until(() -> StubMailbox.waiting() == 0);
        suppressed(tenant, gone).then().statusCode(200).body("reason", equalTo("bounce"), "detail", equalTo("5.1.1"));
        suppressed(other, gone).then().statusCode(404);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(StubMailbox.seenIn("processed"))
                        .hasSize(before + 2)
                        .containsOnly(true));
    }

    @Test
    void complaintIsKnownByTheSenderThatItNames() {
        var angry = "angry-" + UUID.randomUUID() + "@example.org";

        StubMailbox.deliver(COMPLAINT.formatted(returnPath(tenant, angry), angry));

        await().atMost(SOON)
                .untilAsserted(() -> suppressed(tenant, angry)
                        .then()
                        .statusCode(200)
                        .body("reason", equalTo("complaint"), "detail", equalTo("abuse")));
    }

    @Test
    void whatDoesNotProveToBeAboutAMailOfOursSuppressesNobody() {
        // Given
        var victim = "victim-" + UUID.randomUUID() + "@example.org";
        var mine = returnPath(tenant, "mine@example.org");
        var before = StubMailbox.seenIn("unreadable").size();
        // When: a path that went to somebody else, one with another proof, none, no report, nothing that can be read,
        // and what is too long
        StubMailbox.deliver(BOUNCE.formatted(mine, victim));
        StubMailbox.deliver(BOUNCE.formatted(forged(returnPath(tenant, victim)), victim));
        StubMailbox.deliver(BOUNCE.formatted(StubMailbox.ADDRESS, victim));
        StubMailbox.deliver("From: a@example.org\nTo: " + mine + "\nSubject: I am on holiday\n\nBye\n");
        StubMailbox.deliver("Content-Type: multipart/report; boundary=\"\n\n\n");
        StubMailbox.deliver(
                BOUNCE.formatted(returnPath(tenant, victim), victim) + "x".repeat(SuppressionResource.LONGEST_REPORT));
        // Then
        await().atMost(SOON).until(() -> StubMailbox.waiting() == 0);
        // A mail that has left the one folder is not yet in the other.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(StubMailbox.seenIn("unreadable"))
                        .hasSize(before + 6)
                        .containsOnly(true));
        suppressed(tenant, victim).then().statusCode(404);
        suppressed(other, victim).then().statusCode(404);
    }

    @Test
    void serverThatWasDownIsReadWhenItIsBack() {
        var gone = "gone-" + UUID.randomUUID() + "@example.org";

        await().atMost(SOON).until(() -> readMailbox.unreadSeconds() < 3);
        StubMailbox.down();
        await().atMost(SOON).until(() -> readMailbox.unreadSeconds() > 5);
        StubMailbox.up();
        StubMailbox.deliver(BOUNCE.formatted(returnPath(tenant, gone), gone));

        await().atMost(SOON).untilAsserted(() -> suppressed(tenant, gone).then().statusCode(200));
        await().atMost(SOON).until(() -> readMailbox.unreadSeconds() < 3);
    }

    /** As a mail to the address has it. */
    private String returnPath(String tenantId, String address) {
        var noticeId = "ntf_" + UUID.randomUUID();
        var text = ReturnPath.text(noticeId, personalData.emailHash(tenantId, address));
        return ReturnPath.of(StubMailbox.ADDRESS, noticeId, personalData.linkMac(tenantId, text))
                .orElseThrow();
    }

    private static String forged(String path) {
        var last = path.charAt(path.indexOf('@') - 1);
        return path.replace(last + "@", (last == '0' ? '1' : '0') + "@");
    }

    private long programs(String tenantId) {
        return transactions
                .inTenant(
                        tenantId,
                        session -> session.createNativeQuery("select count(*) from program_names", Long.class)
                                .getSingleResult())
                .await()
                .atMost(SOON);
    }

    private static Response suppressed(String tenantId, String email) {
        return given().header("Authorization", "Bearer gv_sk_" + tenantId)
                .queryParam("email", email)
                .get("/v1/suppressions");
    }
}
