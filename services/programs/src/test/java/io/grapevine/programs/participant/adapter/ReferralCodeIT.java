package io.grapevine.programs.participant.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.grapevine.events.LinkPublished;
import io.grapevine.events.Topic;
import io.grapevine.programs.Installation;
import io.grapevine.programs.Site;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Installation.class)
@WithTestResource(GrapevineInfrastructure.class)
class ReferralCodeIT {

    private static final String PEOPLE = "/v1/programs/spring/participants";

    @Test
    void aNewCodeOfAKnownPersonIsAFurtherCode() {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "u", "referralCode", "ONE"));
        // When
        var again = site.server()
                .body(Map.of("externalId", "u", "referralCode", "TWO"))
                .post(PEOPLE);
        // Then
        again.then().statusCode(200).body("id", equalTo(id)).body("referralCode", equalTo("ONE"));
        site.server().get(PEOPLE + "/" + id).then().statusCode(200).body("codes", contains("ONE", "TWO"));
        await().untilAsserted(() -> assertThat(TestLog.read(Topic.LINKS, site.tenantId(), LinkPublished.class))
                .extracting(LinkPublished::code)
                .containsExactlyInAnyOrder("ONE", "TWO"));
    }

    @Test
    void aCodeOfAnotherPersonIsTaken() {
        // Given
        var site = Site.open().withProgram("spring");
        site.enrol("spring", Map.of("externalId", "a", "referralCode", "ONE"));
        // When
        var answer = site.server()
                .body(Map.of("externalId", "b", "referralCode", "ONE"))
                .post(PEOPLE);
        // Then
        answer.then().statusCode(409).contentType("application/problem+json").body("code", equalTo("code_taken"));
        site.server().get(PEOPLE + "?externalId=b").then().body("items", hasSize(0));
    }

    @Test
    void anotherTenantMayHaveTheSameCode() {
        // Given
        Site.open().withProgram("spring").enrol("spring", Map.of("externalId", "a", "referralCode", "SAME"));
        var other = Site.open().withProgram("spring");
        // When
        var answer = other.server()
                .body(Map.of("externalId", "a", "referralCode", "SAME"))
                .post(PEOPLE);
        // Then
        answer.then().statusCode(201);
    }

    @Test
    void aPersonEnrolledTwentyTimesAtOnceEndsAsOne() throws Exception {
        // Given
        var site = Site.open().withProgram("spring");
        List<Callable<String>> requests = IntStream.range(0, 20)
                .<Callable<String>>mapToObj(i -> () -> {
                    var answer =
                            site.server().body(Map.of("externalId", "same")).post(PEOPLE);
                    return answer.statusCode() < 300 ? answer.path("id") : "status " + answer.statusCode();
                })
                .toList();
        // When
        try (var threads = Executors.newFixedThreadPool(10)) {
            var ids =
                    threads.invokeAll(requests).stream().map(f -> f.resultNow()).distinct();
            // Then
            assertThat(ids).hasSize(1).first().asString().startsWith("par_");
        }
    }

    @Test
    void aCodeAskedForByManyAtOnceGoesToOne() throws Exception {
        // Given
        var site = Site.open().withProgram("spring");
        List<Callable<Integer>> requests = IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(i -> () -> site.server()
                        .body(Map.of("externalId", "u" + i, "referralCode", "WANTED"))
                        .post(PEOPLE)
                        .statusCode())
                .toList();
        // When
        try (var threads = Executors.newFixedThreadPool(10)) {
            var statuses =
                    threads.invokeAll(requests).stream().map(f -> f.resultNow()).toList();
            // Then
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(19);
        }
    }
}
