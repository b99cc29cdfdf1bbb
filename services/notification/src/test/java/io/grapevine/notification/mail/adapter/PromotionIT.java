package io.grapevine.notification.mail.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.notification.Readers;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMVerifier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promotional mail over a real log, database and SMTP: signed, left with one click, and never against the reader's wishes. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubMailServer.class)
@NullUnmarked
class PromotionIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Pattern LEAVE = Pattern.compile("List-Unsubscribe: <http://[^/]+(/unsubscribe/[^>]+)>");

    @Inject
    MutableClock clock;

    @Inject
    PersonalData personalData;

    @Inject
    TenantTransactions transactions;

    private final String fay = UUID.randomUUID() + "@shop.example";
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
    void aFriendIsWelcomedInHerLanguageBySignedMailAndLeavesWithOneClick() throws Exception {
        // Given
        readers.signUp(personalData, "fay", "ro", Map.of("email", fay, "name", "Fay"));
        // When
        TestLog.append(stated(
                Decisions.signUp().of("cnv_1").by("fay").at(clock.instant()).build()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(StubMailServer.mailsTo(fay)).hasSize(1));
        // Then
        var source = StubMailServer.mailsTo(fay).getFirst().source();
        assertThat(unfolded(source))
                .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
                .contains("Bun=C4=83, Fay!");
        assertSignedWithBothUnsubscribeHeaders(source);
        // When: a scanner follows the link
        var link = LEAVE.matcher(unfolded(source));
        assertThat(link.find()).isTrue();
        given().get(link.group(1)).then().statusCode(200).contentType(ContentType.HTML);
        // Then
        assertThat(left()).isEmpty();
        // When: the reader, or her mail program, presses the button, twice
        for (var accepted : List.of("*/*", "application/json"))
            given().contentType(ContentType.URLENC)
                    .accept(accepted)
                    .body("List-Unsubscribe=One-Click")
                    .post(link.group(1))
                    .then()
                    .statusCode(200);
        // Then
        assertThat(left()).contains("EMAIL");
        TestLog.append(stated(
                Decisions.signUp().of("cnv_2").by("fay").at(clock.instant()).build()));
        awaitNotice("cnv_2", "welcome", "dropped", "unsubscribed");
        assertThat(StubMailServer.mailsTo(fay)).hasSize(1);
    }

    @Test
    void aLinkThatWasNotMadeHereLeavesNothing() {
        given().post("/unsubscribe/dC10CnBhcl8xCmVtYWls." + "0".repeat(64))
                .then()
                .statusCode(404);
        given().get("/unsubscribe/nonsense").then().statusCode(404);
    }

    @Test
    void wishesAreKeptAndFollowed() {
        // Given
        enrol();
        await().atMost(SOON)
                .until(() -> readers.asServer().get("/v1/preferences/par_ada").statusCode() == 200);
        // When
        readers.asServer()
                .body(Map.of(
                        "choices",
                        List.of(
                                Map.of("moment", "reward_refused", "channel", "email", "choice", "off"),
                                Map.of("moment", "reward_clawed_back", "channel", "email", "choice", "digest")),
                        "quietHours",
                        Map.of("from", wallClock(Duration.ofHours(-1)), "to", wallClock(Duration.ofHours(1))),
                        "timeZone",
                        "UTC"))
                .put("/v1/preferences/par_ada")
                .then()
                .statusCode(200);
        TestLog.append(
                reward("rew_1", RewardChanged.Status.REFUSED),
                reward("rew_2", RewardChanged.Status.CLAWED_BACK),
                reward("rew_3", RewardChanged.Status.RELEASED));
        // Then
        awaitNotice("rew_1", "reward_refused", "dropped", "switched_off");
        awaitNotice("rew_2", "reward_clawed_back", "gathered", "");
        await().atMost(SOON)
                .until(() -> readers.one(
                                "select cast(count(*) as text) from notices where subject = 'rew_3' and channel = 'email'"
                                        + " and status = 'pending' and attempts = 1 and failures = 0")
                        .equals("1"));
        assertThat(StubMailServer.mailsTo(ada)).isEmpty();
        // When
        clock.advance(Duration.ofMinutes(90));
        // Then
        awaitNotice("rew_3", "reward_released", "sent", "");
        assertThat(StubMailServer.mailsTo(ada)).hasSize(1);
        readers.asServer().get("/v1/preferences/par_nobody").then().statusCode(404);
        readers.asServer()
                .body(Map.of("digest", "hourly"))
                .put("/v1/preferences/par_ada")
                .then()
                .statusCode(422);
    }

    @Test
    void aPayoutIsOneMailWithTheSumOfItsRewards() {
        // Given
        enrol();
        var at = Instant.now();
        // When
        TestLog.append(
                stated(paid("rew_1", 1000, at)), stated(paid("rew_2", 250, at)), stated(paid("rew_1", 1000, at)));
        await().atMost(SOON)
                .until(() -> readers.one("select cast(count(*) as text) from notice_parts")
                        .equals("2"));
        clock.advance(Duration.ofMinutes(2));
        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(StubMailServer.mailsTo(ada)).hasSize(1));
        assertThat(unfolded(StubMailServer.mailsTo(ada).getFirst().source()))
                .contains("Wir haben dir ausgezahlt")
                .contains("12,50");
    }

    private static RewardChanged paid(String rewardId, long minor, Instant at) {
        return Rewards.reward(rewardId)
                .is(RewardChanged.Status.FULFILLED, 2)
                .owedTo(Terms.Role.ADVOCATE, 1, "par_ada", "ada")
                .worth(RewardKind.CASH, minor, "EUR")
                .at(at)
                .build();
    }

    private Event<?> reward(String rewardId, RewardChanged.Status status) {
        return stated(Rewards.reward(rewardId).is(status, 1).at(clock.instant()).build());
    }

    private static void assertSignedWithBothUnsubscribeHeaders(String source) throws Exception {
        var verifier = new DKIMVerifier((methods, selector, domain) -> List.of(StubMailServer.dkimRecord()));
        var signatures = verifier.verify(new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)));
        assertThat(signatures).singleElement().satisfies(signature -> {
            assertThat(signature.getDToken()).hasToString("grapevine.localhost");
            assertThat(signature.getHeaders())
                    .map(name -> name.toString().toLowerCase(Locale.ROOT))
                    .contains("from", "to", "subject", "date", "list-unsubscribe", "list-unsubscribe-post");
        });
        // And the check can fail: a mail changed on its way has no valid signature.
        var changed = source.replace("One-Click", "Two-Click");
        assertThat(catchThrowable(
                        () -> verifier.verify(new ByteArrayInputStream(changed.getBytes(StandardCharsets.UTF_8)))))
                .isNotNull();
    }

    private void enrol() {
        var _ = readers.enrol(personalData, "par_ada", "demo", "de", Map.of("email", ada));
    }

    private void awaitNotice(String subject, String moment, String status, String error) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(readers.one(
                                "select coalesce(max(status || ' ' || coalesce(last_error, '')), '') from notices where channel = 'email'"
                                        + " and subject = '" + subject + "' and moment = '" + moment + "'"))
                        .isEqualTo(status + " " + error));
    }

    private String wallClock(Duration fromNow) {
        return DateTimeFormatter.ofPattern("HH:mm")
                .format(clock.instant().plus(fromNow).atOffset(ZoneOffset.UTC));
    }

    private String left() {
        return readers.one("select coalesce(max(cast(body as text)), '') from preferences");
    }

    private <T extends EventData> Event<T> stated(T data) {
        return readers.stated(data, clock.instant());
    }

    private static String unfolded(String source) {
        return source.replaceAll("=\\r?\\n", "").replaceAll("\\r?\\n[ \\t]+", " ");
    }
}
