package io.grapevine.programs.participant.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.grapevine.events.LinkPublished;
import io.grapevine.events.Topic;
import io.grapevine.programs.Installation;
import io.grapevine.programs.Site;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Installation.class)
@WithTestResource(GrapevineInfrastructure.class)
class SharedLinkIT {

    private static final String PEOPLE = "/v1/programs/spring/participants";

    @Test
    void theQrCodeSaysTheReferralLink() throws Exception {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "a", "referralCode", "ANA10"));
        // When
        var svg = site.server().get(PEOPLE + "/" + id + "/qr");
        var png = site.server().get(PEOPLE + "/" + id + "/qr?format=png");
        // Then
        svg.then().statusCode(200).contentType("image/svg+xml").body(containsString("viewBox"));
        png.then().statusCode(200).contentType("image/png");
        assertThat(QrCodeTest.textIn(png.asByteArray())).isEqualTo("http://localhost:8080/r/ANA10");
    }

    @Test
    void aDeepLinkLeadsBelowTheProgramsSite() {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "a"));
        var deep = Map.of("participantId", id, "code", "SUMMER", "destination", "https://shop.example/summer");
        // When
        var made = site.server().body(deep).post("/v1/programs/spring/links");
        var again = site.server().body(deep).post("/v1/programs/spring/links");
        // Then
        made.then()
                .statusCode(201)
                .body("id", startsWith("lnk_"))
                .body("destination", equalTo("https://shop.example/summer"))
                .body("referralLink", equalTo("http://localhost:8080/r/SUMMER"));
        again.then().statusCode(200).body("id", equalTo(made.path("id")));
    }

    @Test
    void aLinkToAnotherSiteIsRefused() {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "a"));
        // When
        var answer = site.server()
                .body(Map.of("participantId", id, "destination", "https://shop.example.evil.example/"))
                .post("/v1/programs/spring/links");
        // Then
        answer.then().statusCode(422).body("errors[0].pointer", equalTo("/destination"));
    }

    @Test
    void linksFollowTheProgramToANewDestination() {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "a", "referralCode", "ONE"));
        site.server()
                .body(Map.of("participantId", id, "code", "DEEP", "destination", "https://shop.example/deep"))
                .post("/v1/programs/spring/links")
                .then()
                .statusCode(201);
        // When
        site.server()
                .body(Map.of("name", "Spring", "destination", "https://shop.example/new"))
                .put("/v1/programs/spring")
                .then()
                .statusCode(201);
        // Then
        await().untilAsserted(() -> assertThat(TestLog.read(Topic.LINKS, site.tenantId(), LinkPublished.class))
                .extracting(LinkPublished::code, LinkPublished::destination)
                .containsExactlyInAnyOrder(
                        tuple("ONE", "https://shop.example/welcome"),
                        tuple("DEEP", "https://shop.example/deep"),
                        tuple("ONE", "https://shop.example/new")));
    }
}
