package io.grapevine.notification.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.RewardChanged;
import io.grapevine.notification.Programs;
import io.grapevine.notification.Readers;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program in its own words and colour, and what its staff has to say to everybody. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubMailServer.class)
@NullUnmarked
class TemplateIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String NEWS = "/v1/templates/spring/news/de";

    @Inject
    MutableClock clock;

    @Inject
    PersonalData personalData;

    @Inject
    TenantTransactions transactions;

    private final String ada = UUID.randomUUID() + "@shop.example";
    private Readers readers;

    @BeforeEach
    void aTenantOfItsOwn() {
        readers = new Readers(transactions);
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void aProgramSpeaksInItsOwnWordsAndColourAndGoesBack() {
        // Given
        publish();
        var words = Map.of(
                "version", 0, "subject", "{title}!", "headline", "Hört, {name}", "body", "{text}", "brief", "{title}");
        // When
        readers.asServer().body(words).put(NEWS).then().statusCode(200);
        readers.asServer()
                .body(Map.of("accent", "#00695c"))
                .put("/v1/templates/spring/brand")
                .then()
                .statusCode(200);
        // Then
        readers.asServer().body(words).put(NEWS).then().statusCode(409);
        var broken = new HashMap<String, Object>(words);
        broken.put("body", "{secret}");
        readers.asServer().body(broken).put(NEWS).then().statusCode(422);
        assertThat(readers.asServer().get(NEWS).jsonPath().getInt("version")).isEqualTo(1);
        assertThat(readers.asServer().get(NEWS + "/preview").asString())
                .contains("Hört, Alex")
                .contains("#00695c");
        assertThat(readers.asServer().get(NEWS + "/preview?version=0").asString())
                .contains("A new season begins");
        // When: staff tells the news, and the request comes twice
        for (var time = 1; time <= 2; time++)
            readers.asServer()
                    .header("Idempotency-Key", "n1")
                    .body(Map.of("title", "Neu <b>", "text", "Eins.\n\nZwei {name}."))
                    .post("/v1/programs/spring/news")
                    .then()
                    .statusCode(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(StubMailServer.mailsTo(ada)).hasSize(1));
        // Then
        var source = StubMailServer.mailsTo(ada).getFirst().source().replaceAll("=\\r?\\n", "");
        assertThat(source)
                .contains("H=C3=B6rt, Ada")
                .contains("#00695c")
                .contains("Neu &lt;b&gt;")
                .contains("Zwei {name}.");
        // When
        readers.asServer()
                .body(Map.of("version", 1, "to", 0))
                .put(NEWS + "/reverted")
                .then()
                .statusCode(200);
        // Then
        var shown = readers.asServer().get(NEWS).jsonPath();
        assertThat(shown.getInt("version")).isEqualTo(2);
        assertThat(shown.getBoolean("isOwn")).isFalse();
        assertThat(shown.getList("versions")).hasSize(2);
        assertThat(readers.asServer().get("/v1/templates/spring").jsonPath().getList("languages"))
                .hasSize(5);
        assertThat(readers.asServer()
                        .get("/v1/templates/spring/share-texts?language=de")
                        .jsonPath()
                        .getString("texts.x"))
                .contains("Anzeige");
        readers.asServer().get("/v1/templates/spring/news/xx").then().statusCode(404);
        readers.asServer().get("/v1/templates/winter/share-texts").then().statusCode(404);
    }

    @Test
    void aDraftIsLookedAtAndMailedAsATestAndKeptNowhere() {
        // Given
        publish();
        var draft = Map.of("subject", "{title}!", "headline", "Hört, {name}", "body", "{text}", "brief", "{title}");
        readers.asServer()
                .body(Map.of(
                        "accent", "#ffee58", "sender", "Käse \"& Co\" <x@y.example>", "replyTo", "help@shop.example"))
                .put("/v1/templates/spring/brand")
                .then()
                .statusCode(200);
        // When
        assertThat(readers.asServer().body(draft).post(NEWS + "/preview").asString())
                .contains("Hört, Alex");
        var tested = readers.asServer()
                .body(Map.of("to", ada, "draft", draft))
                .post(NEWS + "/test")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        // Then
        assertThat(tested.getBoolean("sent")).isTrue();
        var source = StubMailServer.mailsTo(ada)
                .getFirst()
                .source()
                .replaceAll("=\\r?\\n", "")
                .replaceAll("\\r?\\n[ \\t]+", " ");
        assertThat(source)
                .contains("Subject: [Test] ")
                .contains("DKIM-Signature: ")
                .contains("Reply-To: help@shop.example")
                .containsPattern("From: =\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?= <rewards@grapevine.localhost>")
                .contains("H=C3=B6rt, Alex")
                .doesNotContain("color:#ffee58");
        assertThat(readers.asServer().get(NEWS).jsonPath().getInt("version")).isZero();
        assertThat(readers.one("select cast(count(*) as text) from notices")).isEqualTo("0");
        // When: it is used to write to everybody
        for (var test = 1; test < 20; test++)
            readers.asServer()
                    .body(Map.of("to", ada))
                    .post(NEWS + "/test")
                    .then()
                    .statusCode(200);
        var refused = readers.asServer().body(Map.of("to", ada)).post(NEWS + "/test");
        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotNull();
        readers.asServer()
                .body(Map.of("to", "nobody"))
                .post(NEWS + "/test")
                .then()
                .statusCode(422);
        readers.asServer()
                .body(Map.of("subject", "{secret}"))
                .post(NEWS + "/preview")
                .then()
                .statusCode(422);
    }

    @Test
    void aWeekIsSummedUpOnceWhenItIsOver() {
        // Given
        publish();
        readers.asServer()
                .body(Map.of("digest", "weekly"))
                .put("/v1/preferences/par_ada")
                .then()
                .statusCode(200);
        TestLog.append(
                readers.stated(Decisions.signUp()
                        .of("cnv_1")
                        .by("fay")
                        .in("spring", 1)
                        .at(Instant.now())
                        .build()),
                readers.stated(Rewards.reward("rew_1")
                        .in("spring", 1)
                        .is(RewardChanged.Status.RELEASED, 1)
                        .at(Instant.now())
                        .build()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(StubMailServer.mailsTo(ada)).hasSize(2));
        // When
        var monday = LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.advance(Duration.between(
                Instant.now(), monday.atStartOfDay(ZoneOffset.UTC).plusHours(1).toInstant()));
        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(weeks()).hasSize(1));
        assertThat(weeks().getFirst())
                .contains("Eine Person ist auf deine Empfehlung dazugekommen.")
                .contains("12,50");
        // When: the next look finds the week told
        clock.advance(Duration.ofMinutes(5));
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(weeks()).hasSize(1));
    }

    private List<String> weeks() {
        return StubMailServer.mailsTo(ada).stream()
                .map(mail -> mail.source().replaceAll("=\\r?\\n", ""))
                .filter(source -> source.contains("Subject: Deine Woche bei Spring"))
                .toList();
    }

    private void publish() {
        TestLog.append(readers.stated(Programs.named("spring", 1, "Spring")));
        var _ = readers.enrol(personalData, "par_ada", "spring", "de-AT", Map.of("email", ada, "name", "Ada"));
        await().atMost(SOON)
                .until(() -> readers.asServer()
                                .get("/v1/templates/spring/share-texts")
                                .statusCode()
                        == 200);
    }
}
