package io.grapevine.notification.bounce.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@NullUnmarked
class SuppressionIT {

    /** After the example of RFC 3464, appendix E.1. */
    private static final String BOUNCE = """
            From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>
            To: rewards@shop.example
            Subject: Returned mail
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

            --b1

            The original message could not be delivered.

            --b1
            content-type: message/delivery-status

            Reporting-MTA: dns; mx.example.net
            Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0000

            Final-Recipient: rfc822; Gone@example.org
            Action: failed
            Status: 5.1.1 (no such user)
            Diagnostic-Code: smtp; 550 5.1.1 no such user

            Final-Recipient: rfc822; full@example.org
            Action: failed
            Status: 5.2.2

            --b1
            content-type: message/rfc822

            From: rewards@shop.example
            To: gone@example.org, full@example.org
            Subject: Your reward

            Hello
            --b1--
            """;

    /** After the example of RFC 5965, appendix B.2. */
    private static final String COMPLAINT = """
            From: <abusedesk@example.com>
            To: rewards@shop.example
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary="part1"

            --part1
            Content-Type: text/plain; charset="US-ASCII"

            This is an email abuse report.

            --part1
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: SomeGenerator/1.0
            Version: 1

            --part1
            Content-Type: message/rfc822

            From: <rewards@shop.example>
            To: <angry@example.com>
            Subject: Your reward

            Spam Spam Spam
            --part1--
            """;

    @Inject
    TenantTransactions transactions;

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void bounceOfAnAddressWhereNobodyIsSuppressesItAndNoOther() {
        publishKey();

        hand(BOUNCE).then().statusCode(200).body("kind", equalTo("delivery")).body("suppressed", equalTo(1));
        hand(BOUNCE.replace("\n", "\r\n")).then().statusCode(200).body("suppressed", equalTo(1));

        of("gone@EXAMPLE.org")
                .then()
                .statusCode(200)
                .body("reason", equalTo("bounce"))
                .body("detail", equalTo("5.1.1"));
        of("full@example.org").then().statusCode(404);
        assertThat(hashes()).isEqualTo(1);
    }

    @Test
    void complaintSuppressesWhoComplainedUntilTheTenantLiftsIt() {
        publishKey();

        hand(COMPLAINT).then().statusCode(200).body("kind", equalTo("feedback")).body("suppressed", equalTo(1));

        of("angry@example.com").then().statusCode(200).body("reason", equalTo("complaint"));
        request().delete("/v1/suppressions?email=angry@example.com").then().statusCode(204);
        of("angry@example.com").then().statusCode(404);
        request().delete("/v1/suppressions?email=angry@example.com").then().statusCode(404);
    }

    @Test
    void otherMailSuppressesNobodyAndWhatIsNoMailIsRefused() {
        publishKey();

        hand("From: a@example.org\nSubject: I am on holiday\n\nBye\n")
                .then()
                .statusCode(200)
                .body("kind", equalTo("unknown"));
        hand("").then().statusCode(400).body("code", equalTo("unreadable_report"));
        hand("x".repeat(600_000)).then().statusCode(400).body("code", equalTo("report_too_long"));
        request().get("/v1/suppressions").then().statusCode(400).body("code", equalTo("invalid_email"));
        given().header("Content-Type", "message/rfc822")
                .body(BOUNCE.getBytes(StandardCharsets.UTF_8))
                .post("/v1/suppressions/reports")
                .then()
                .statusCode(401);
    }

    private void publishKey() {
        TestLog.publishKey(tenant, "gv_sk_" + tenant, Kind.SECRET);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> of("nobody@example.org").statusCode() == 404);
    }

    private RequestSpecification request() {
        return given().header("Authorization", "Bearer gv_sk_" + tenant);
    }

    private Response hand(String mail) {
        return request()
                .header("Content-Type", "message/rfc822")
                .body(mail.getBytes(StandardCharsets.UTF_8))
                .post("/v1/suppressions/reports");
    }

    private Response of(String email) {
        return request().queryParam("email", email).get("/v1/suppressions");
    }

    private long hashes() {
        return transactions
                .inTenant(
                        tenant,
                        session -> session.createNativeQuery("select count(*) from suppressions", Long.class)
                                .getSingleResult())
                .await()
                .atMost(Duration.ofSeconds(30));
    }
}
