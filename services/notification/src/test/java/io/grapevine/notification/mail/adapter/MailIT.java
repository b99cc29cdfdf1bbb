package io.grapevine.notification.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.NotificationDelivered;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.events.Topic;
import io.grapevine.notification.Programs;
import io.grapevine.notification.Readers;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the log to a mailbox, over a real broker, database and SMTP: one mail, or a reason why not. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubMailServer.class)
@NullUnmarked
class MailIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    /** How long a claim is believed to be alive. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    @Inject
    MutableClock clock;

    @Inject
    PersonalData personalData;

    @Inject
    TenantTransactions transactions;

    @Inject
    MeterRegistry metrics;

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
    void anAdvocateGetsOneMailHoweverOftenTheReleaseIsHeardOf() {
        // Given
        enrol("par_ada", ada, "Ada <Lovelace>");
        var released = reward("rew_1", 2, Status.RELEASED, "par_ada");
        // When
        TestLog.append(released, released);
        awaitStatus("rew_1", "sent");
        TestLog.append(released);
        TestLog.append(reward("rew_1", 4, Status.RELEASED, "par_ada"), reward("rew_2", 1, Status.RELEASED, "par_ada"));
        awaitStatus("rew_2", "sent");
        // Then
        assertThat(StubMailServer.mailsTo(ada)).hasSize(2);
        assertThat(StubMailServer.mailsTo(ada).getFirst().source())
                .contains("Subject: =?UTF-8?Q?You_have_earned_=E2=82=AC12.50_of_store_credit?=")
                .contains("To: " + ada)
                .contains("Hello Ada <Lovelace>,")
                .contains("Hello Ada &lt;Lovelace&gt;,")
                .contains("Message-ID: <ntf_");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(outcomes())
                        .hasSize(2)
                        .allSatisfy(end -> assertThat(end.outcome()).isEqualTo("delivered"))
                        .allSatisfy(end -> assertThat(end.recipient()).isEqualTo("par_ada"))
                        .allSatisfy(end -> assertThat(end.channel()).isEqualTo("email")));
    }

    @Test
    void theLetterNamesTheProgramAsItsNewestVersionDoes() {
        // Given
        enrol("par_ada", ada, null);
        TestLog.append(
                readers.stated(Programs.named("demo", 2, "Spring <Feelings>")),
                readers.stated(Programs.named("demo", 1, "Winter")));
        await().atMost(SOON)
                .until(() -> readers.one("select coalesce(max(name), '') from program_names")
                        .equals("Spring <Feelings>"));
        // When
        TestLog.append(reward("rew_1", 1, Status.RELEASED, "par_ada"));
        awaitStatus("rew_1", "sent");
        // Then
        assertThat(unfolded(StubMailServer.mailsTo(ada).getFirst().source()))
                .contains("For somebody you brought to Spring <Feelings>.")
                .contains("For somebody you brought to Spring &lt;Feelings&gt;.")
                .doesNotContain("demo");
    }

    @Test
    void aLetterHasNoEmptyHeaderAndNamesTheKeyOfAProgramThatIsNotKnown() {
        // Given
        enrol("par_ada", ada, null);
        // When
        TestLog.append(reward("rew_1", 1, Status.RELEASED, "par_ada"));
        awaitStatus("rew_1", "sent");
        // Then
        var source = StubMailServer.mailsTo(ada).getFirst().source();
        assertThat(source.split("\r?\n\r?\n", 2)[0].lines())
                .isNotEmpty()
                .noneMatch(line -> line.matches("[A-Za-z-]+:\\s*"))
                .noneMatch(line -> line.startsWith("Cc:"))
                .anyMatch(line -> line.startsWith("From: "));
        assertThat(unfolded(source)).contains("For somebody you brought to demo.");
    }

    @Test
    void aHeldRewardIsToldAndItsReleaseToo() {
        // Given
        enrol("par_ada", ada, null);
        // When
        TestLog.append(reward("rew_1", 1, Status.HELD, "par_ada"));
        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(StubMailServer.mailsTo(ada)).hasSize(1));
        assertThat(StubMailServer.mailsTo(ada).getFirst().source()).contains("on its way");
        // When
        TestLog.append(reward("rew_1", 2, Status.RELEASED, "par_ada"));
        // Then
        awaitStatus("rew_1", "sent");
        assertThat(StubMailServer.mailsTo(ada)).hasSize(2);
    }

    @Test
    void whoGaveNoAddressGetsNoMailAndItIsRecorded() {
        // Given
        enrol("par_ada", null, "Ada");
        // When
        TestLog.append(reward("rew_1", 1, Status.RELEASED, "par_ada"));
        // Then
        awaitStatus("rew_1", "no_address");
    }

    @Test
    void anAddressThatComesAfterTheRewardIsWaitedFor() {
        // Given
        TestLog.append(reward("rew_1", 1, Status.RELEASED, "par_ada"));
        await().atMost(SOON).until(() -> column("failures", "rew_1").equals("1"));
        // When
        enrol("par_ada", ada, null);
        clock.advance(Duration.ofSeconds(6));
        // Then
        awaitStatus("rew_1", "sent");
        assertThat(StubMailServer.mailsTo(ada)).hasSize(1);
    }

    @Test
    void anErasedAddressIsNotWrittenTo() {
        // Given
        var keyId = enrolUnderKey("par_ada", ada, null);
        readers.erase("par_ada", keyId);
        assertThat(readers.one("select cast(count(*) as text) from personal_keys"))
                .isEqualTo("0");
        // When
        TestLog.append(reward("rew_1", 1, Status.RELEASED, "par_ada"));
        // Then
        awaitStatus("rew_1", "no_address");
        assertThat(column("attempts", "rew_1")).isEqualTo("0");
        assertThat(StubMailServer.mailsTo(ada)).isEmpty();
    }

    @Test
    void whatWaitsForAnErasedReaderIsDropped() {
        // Given
        var keyId = enrolUnderKey("par_ada", ada, null);
        StubMailServer.refuse(ada, 451);
        TestLog.append(reward("rew_1", 1, Status.RELEASED, "par_ada"));
        await().atMost(SOON).until(() -> column("failures", "rew_1").equals("1"));
        // When: the key comes again behind its end, as in a log that is read anew
        readers.erase("par_ada", keyId);
        awaitStatus("rew_1", "dropped");
        StubMailServer.accept(ada);
        TestLog.append(readers.stated(new PersonalKeyWrapped("par_ada", keyId, 1, "again")));
        enrol("par_bea", UUID.randomUUID() + "@shop.example", null);
        clock.advance(Duration.ofHours(1));
        // Then
        assertThat(column("last_error", "rew_1")).isEqualTo("erased");
        assertThat(readers.one("select cast(count(*) as text) from personal_keys where key_id = '" + keyId + "'"))
                .isEqualTo("0");
        assertThat(StubMailServer.mailsTo(ada)).isEmpty();
    }

    @Test
    void aServerThatIsDownOrBusyIsTriedAgainAndOneThatRefusesIsNot() {
        // Given
        var bea = UUID.randomUUID() + "@shop.example";
        enrol("par_ada", ada, null);
        enrol("par_bea", bea, null);
        StubMailServer.refuse(ada, 451);
        StubMailServer.refuse(bea, 550);
        // When
        TestLog.append(reward("rew_1", 1, Status.RELEASED, "par_ada"), reward("rew_2", 1, Status.RELEASED, "par_bea"));
        // Then
        awaitStatus("rew_2", "failed");
        assertThat(column("last_error", "rew_2")).isEqualTo("smtp_550");
        await().atMost(SOON).until(() -> column("failures", "rew_1").equals("1"));
        assertThat(column("last_error", "rew_1")).isEqualTo("smtp_451");
        // When
        StubMailServer.down();
        clock.advance(Duration.ofSeconds(6));
        await().atMost(SOON).until(() -> column("failures", "rew_1").equals("2"));
        assertThat(column("last_error", "rew_1")).isEqualTo("unreachable");
        StubMailServer.accept(ada);
        StubMailServer.up();
        clock.advance(Duration.ofSeconds(40));
        // Then
        awaitStatus("rew_1", "sent");
        assertThat(StubMailServer.mailsTo(ada)).hasSize(1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(outcomes())
                        .extracting(NotificationDelivered::outcome)
                        .containsExactlyInAnyOrder("delivered", "dead_letter"));
    }

    @Test
    void aServerThatSaysNothingMayHaveTheMailSoItIsNotSentAgain() {
        // Given
        enrol("par_ada", ada, null);
        StubMailServer.refuse(ada, StubMailServer.SILENT);
        // When
        TestLog.append(reward("rew_1", 1, Status.RELEASED, "par_ada"));
        // Then
        awaitStatus("rew_1", "unknown");
        clock.advance(Duration.ofHours(1));
        TestLog.append(reward("rew_2", 1, Status.RELEASED, "par_ada"));
        awaitStatus("rew_2", "unknown");
        assertThat(StubMailServer.mailsTo(ada)).hasSize(2);
    }

    @Test
    void aClaimThatACrashLeftBehindEndsAsUnknownAndIsCounted() {
        // Given: as if this process had died between the claim and its settlement
        enrol("par_ada", ada, null);
        var before = unknown();
        execute("""
                insert into notices (tenant_id, notice_id, subject, moment, channel, program_key, reader_id, details, status, due_at,
                lease, attempts, promotional, happened_at, created_at) values (current_setting('grapevine.tenant'), 'ntf_1', 'rew_1',
                'reward_released', 'email', 'demo', 'par_ada', '{"worth": "1.00 EUR"}', 'sending', now() + interval '5 minutes',
                'lea_1', 1, false, now(), now())""");
        // When
        TestLog.append(reward("rew_1", 2, Status.RELEASED, "par_ada"));
        clock.advance(LEASE.plusSeconds(60));
        // Then
        awaitStatus("rew_1", "unknown");
        await().atMost(SOON).until(() -> unknown() == before + 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(outcomes())
                        .extracting(NotificationDelivered::outcome)
                        .containsExactly("unknown"));
        assertThat(StubMailServer.mailsTo(ada)).isEmpty();
    }

    @Test
    void oldNewsIsRecordedAndNotMailed() {
        // Given
        enrol("par_ada", ada, null);
        var lastWeek =
                reward("rew_1", 1, Status.RELEASED, "par_ada", Instant.now().minus(Duration.ofDays(7)));
        // When
        TestLog.append(lastWeek, reward("rew_2", 1, Status.RELEASED, "par_ada"));
        // Then
        awaitStatus("rew_1", "outdated");
        awaitStatus("rew_2", "sent");
        assertThat(StubMailServer.mailsTo(ada)).hasSize(1);
    }

    private void enrol(String participantId, @Nullable String email, @Nullable String name) {
        assertThat(enrolUnderKey(participantId, email, name)).isNotEmpty();
    }

    /** @return the id of the key that opens the address */
    private String enrolUnderKey(String participantId, @Nullable String email, @Nullable String name) {
        var fields = new HashMap<String, String>();
        if (email != null) fields.put("email", email);
        if (name != null) fields.put("name", name);
        return readers.enrol(personalData, participantId, "demo", "en", fields);
    }

    private Event<RewardChanged> reward(String rewardId, int sequence, Status status, String participantId) {
        return reward(rewardId, sequence, status, participantId, Instant.now());
    }

    private Event<RewardChanged> reward(
            String rewardId, int sequence, Status status, String participantId, Instant at) {
        return readers.stated(Rewards.reward(rewardId)
                .is(status, sequence)
                .owedTo(Terms.Role.ADVOCATE, 1, participantId, "x" + participantId)
                .worth(RewardKind.CREDIT, 1250, "EUR")
                .at(at)
                .build());
    }

    /** Without the line ends that quoted-printable puts into long lines. */
    private static String unfolded(String source) {
        return source.replaceAll("=\\r?\\n", "");
    }

    private void awaitStatus(String rewardId, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(column("status", rewardId)).isEqualTo(status));
    }

    private List<NotificationDelivered> outcomes() {
        return TestLog.read(Topic.NOTIFICATIONS, readers.tenant, NotificationDelivered.class);
    }

    private double unknown() {
        var counter = metrics.find("grapevine.notices.ended")
                .tags("channel", "email", "outcome", "unknown")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private String column(String column, String rewardId) {
        return readers.one("select coalesce(max(cast(" + column
                + " as text)), '') from notices where channel = 'email' and moment = 'reward_released' and subject = '"
                + rewardId + "'");
    }

    private void execute(String statement) {
        assertThat(transactions
                        .inTenant(
                                readers.tenant,
                                session -> session.createNativeQuery(statement).executeUpdate())
                        .await()
                        .atMost(SOON))
                .isEqualTo(1);
    }
}
