package io.grapevine.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Context;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.NotificationDelivered;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.Terms;
import io.grapevine.events.Topic;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.log.TestLog;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A tenant of its own with participants who can be told things. */
public final class Readers {

    public static final Duration SOON = Duration.ofSeconds(90);

    private final TenantTransactions transactions;
    public final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    public Readers(TenantTransactions transactions, String... participantIds) {
        this.transactions = transactions;
        TestLog.publishKey(tenant, key, Kind.SECRET);
        for (var id : participantIds)
            TestLog.append(stated(new ParticipantPublished(id, "demo", id, id, null, "en", null)));
        for (var id : participantIds) awaitKnown(id, true);
    }

    public RequestSpecification asServer() {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    public void release(String rewardId, String participantId) {
        TestLog.append(stated(Rewards.reward(rewardId)
                .is(RewardChanged.Status.RELEASED, 1)
                .owedTo(Terms.Role.ADVOCATE, 1, participantId, participantId)
                .worth(RewardKind.CASH, 1250, "EUR")
                .at(Instant.now())
                .build()));
    }

    /** A participant of {@code demo} with an address, {@code <id>@shop.example}; answers the id of the key that opens it. */
    public String enrol(PersonalData personalData, String participantId) {
        return enrol(personalData, participantId, "demo", "en", Map.of("email", participantId + "@shop.example"));
    }

    /**
     * A participant whose fields stand sealed on the log, and whose other names follow from the id: of {@code par_ada} {@code ada} and
     * {@code CODE-ada}. Returns once notification has read them.
     *
     * @return the id of the key that opens the fields
     */
    public String enrol(
            PersonalData personalData,
            String participantId,
            String programKey,
            String locale,
            Map<String, String> fields) {
        var sealed = personalData.seal(tenant, participantId, fields);
        var email = fields.get("email");
        var name = participantId.replaceFirst("^par_", "");
        TestLog.append(
                stated(sealed.key()),
                stated(new ParticipantPublished(
                        participantId,
                        programKey,
                        name,
                        "CODE-" + name,
                        email == null ? null : personalData.emailHash(tenant, email),
                        locale,
                        sealed.fields())));
        awaitOpen(participantId, sealed.key().keyId());
        return sealed.key().keyId();
    }

    /** A friend who signed up, known as {@code cus_} and the id. */
    public void signUp(PersonalData personalData, String customerId, String locale, Map<String, String> fields) {
        var sealed = personalData.seal(tenant, customerId, fields);
        TestLog.append(
                stated(sealed.key()),
                stated(new SignUpRecorded(
                        customerId,
                        null,
                        Evidence.NONE,
                        personalData.emailHash(tenant, fields.get("email")),
                        locale,
                        sealed.fields(),
                        Context.NONE)));
        awaitOpen("cus_" + customerId, sealed.key().keyId());
    }

    private void awaitOpen(String readerId, String keyId) {
        await().atMost(SOON)
                .until(() -> one("select cast(count(*) as text) from readers r join personal_keys k"
                                + " on k.key_id = r.key_id where r.reader_id = '" + readerId + "' and k.key_id = '"
                                + keyId + "'")
                        .equals("1"));
    }

    /** As the log says that a person's fields shall not be read any more; returns once nobody is known under the id. */
    public void erase(String participantId, String keyId) {
        TestLog.appendRecords(List.of(
                new ProducerRecord<>(Topic.KEYS.topicName(), tenant + ":" + participantId + ":" + keyId, null)));
        awaitKnown(participantId, false);
    }

    /** As the log takes a participant away who gave no address, and so has no key. */
    public void takeAway(String participantId) {
        TestLog.appendRecords(
                List.of(new ProducerRecord<>(Topic.PARTICIPANTS.topicName(), tenant + ":" + participantId, null)));
        awaitKnown(participantId, false);
    }

    /** As if an instance had died between claiming a notice and settling it. */
    public void leaveBehind(String rewardId, String participantId, String channel) {
        var inserted = transactions
                .inTenant(
                        tenant,
                        session -> session.createNativeQuery("""
                                insert into notices (tenant_id, notice_id, subject, moment, channel, program_key, reader_id, details, status,
                                    due_at, lease, attempts, promotional, happened_at, created_at)
                                values (:tenant, :notice, :subject, 'reward_released', :channel, 'demo', :reader, jsonb_build_object(),
                                    'sending', now() - interval '1 second', 'lea_dead', 1, false, now(), now())""")
                                .setParameter("tenant", tenant)
                                .setParameter("notice", "ntf_" + UUID.randomUUID() + "-" + channel)
                                .setParameter("subject", rewardId)
                                .setParameter("channel", channel)
                                .setParameter("reader", participantId)
                                .executeUpdate())
                .await()
                .atMost(SOON);
        assertThat(inserted).isEqualTo(1);
    }

    private void awaitKnown(String participantId, boolean known) {
        await().atMost(SOON)
                .until(() -> asServer().get("/v1/preferences/" + participantId).statusCode() == (known ? 200 : 404));
    }

    /** Of the notice of that reward over that channel: its status and last error. */
    public void awaitNotice(String rewardId, String channel, String expected) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(one("select coalesce(max(status || ' ' || coalesce(last_error, '')), '')"
                                        + " from notices where channel = '" + channel + "' and subject = '" + rewardId
                                        + "'"))
                                .isEqualTo(expected));
    }

    /** What the log says of notices over the channel. */
    public List<String> outcomes(String channel) {
        return TestLog.read(Topic.NOTIFICATIONS, tenant, NotificationDelivered.class).stream()
                .filter(delivered -> delivered.channel().equals(channel))
                .map(NotificationDelivered::outcome)
                .toList();
    }

    public String one(String query) {
        return transactions
                .inTenant(
                        tenant,
                        session ->
                                session.createNativeQuery(query, String.class).getSingleResult())
                .await()
                .atMost(SOON);
    }

    /** As the log would bring the program {@code demo}. */
    public void knowProgram() {
        var inserted = transactions
                .inTenant(
                        tenant,
                        session -> session.createNativeQuery(
                                        "insert into program_names (tenant_id, program_key, version, name)"
                                                + " values ('" + tenant + "', 'demo', 1, 'Demo')")
                                .executeUpdate())
                .await()
                .atMost(SOON);
        assertThat(inserted).isEqualTo(1);
    }

    public <T extends EventData> Event<T> stated(T data) {
        return stated(data, Instant.now());
    }

    public <T extends EventData> Event<T> stated(T data, Instant at) {
        return Event.stated(tenant, "evt_" + UUID.randomUUID(), "/test", at, null, data);
    }
}
