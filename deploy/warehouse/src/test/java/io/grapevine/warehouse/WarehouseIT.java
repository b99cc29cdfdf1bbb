package io.grapevine.warehouse;

import static io.grapevine.warehouse.SampleEvents.AT;
import static io.grapevine.warehouse.SampleEvents.decision;
import static io.grapevine.warehouse.SampleEvents.event;
import static io.grapevine.warehouse.SampleEvents.purchase;
import static io.grapevine.warehouse.SampleEvents.reward;
import static io.grapevine.warehouse.SampleEvents.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.events.Event;
import io.grapevine.events.EventJson;
import io.grapevine.events.EventType;
import io.grapevine.events.KafkaEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events of the contract through a real worker, the real sink and the shipped configuration into PostgreSQL. */
class WarehouseIT {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path DIRECTORY = MODULE.resolve("target/worker");
    private static final Path WORKER_LOG = DIRECTORY.resolve("worker.log");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Servers servers;
    private static Tables tables;
    private static ConnectWorker worker;
    private static TestLog log;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(DIRECTORY);
        Files.writeString(WORKER_LOG, "");
        servers = Servers.start(MODULE.getParent().getParent(), Files.createTempDirectory("grapevine-warehouse-"));
        tables = Tables.create(servers.postgres(), servers.superuserPassword());
        tables.run("set time zone 'Asia/Tokyo'");
        log = TestLog.on(servers.kafka());
        worker = startWorker();
    }

    @AfterAll
    static void stop() throws Exception {
        if (worker != null) worker.close();
        if (log != null) log.close();
        if (tables != null) tables.close();
        if (servers != null) servers.close();
    }

    @Test
    void everyEventOfTheLogIsARowOfItsTable() throws Exception {
        // When
        for (var type : ShippedConnector.types()) log.append(event("samples", "e-1", "abcd", sample(type)));
        // Then
        for (var type : ShippedConnector.types())
            awaitRows("samples", EventTable.of(type.wireName()).name(), 1);
        var purchase = tables.of("samples", "purchase_recorded").getFirst();
        assertThat(purchase)
                .containsEntry("order_id", "o-1")
                .containsEntry("amount_minor", "5000")
                .containsEntry("currency", "EUR")
                .containsEntry("currency_exponent", "2")
                .containsEntry("context_disposable_email", "t")
                .containsEntry("received_at", "2026-06-01 12:00:01")
                .containsEntry("ce_time", "2026-06-01 12:00:00.25")
                .containsEntry("evidence_click_clicked_at", "2026-06-01 12:00:00")
                .containsEntry("ce_id", "e-1")
                .containsEntry("ce_source", "api")
                .containsEntry("ce_bodyhash", "abcd");
        assertThat(JSON.readTree(purchase.get("items")).at("/0/priceMinor").intValue())
                .isEqualTo(1250);
        var reward = tables.of("samples", "reward_changed").getFirst();
        assertThat(reward)
                .containsEntry("beneficiary_external_id", "ada")
                .containsEntry("releasable_at", "2026-06-01 12:00:00")
                .containsEntry("thing_quantity", "1");
        for (var type : ShippedConnector.types())
            assertThat(emptyColumns(
                            tables.of("samples", EventTable.of(type.wireName()).name())
                                    .getFirst()))
                    .as(type.wireName())
                    .isSubsetOf("evidence_click_refusal");
    }

    @Test
    void columnsAreOfTypesThatSqlReckonsWith() throws Exception {
        // When
        log.append(event("types", "e-1", null, sample(EventType.CONVERSION_DECIDED)));
        awaitRows("types", "conversion_decided", 1);
        // Then
        assertThat(
                        tables.rows(
                                "select column_name, data_type from information_schema.columns where table_name = 'conversion_decided'"))
                .contains(
                        Map.of("column_name", "amount_minor", "data_type", "bigint"),
                        Map.of("column_name", "currency_exponent", "data_type", "integer"),
                        Map.of("column_name", "explanation", "data_type", "json"),
                        Map.of("column_name", "outcome", "data_type", "text"),
                        Map.of("column_name", "occurred_at", "data_type", "timestamp without time zone"));
    }

    @Test
    void moneyIsExactToTheLastUnit() throws Exception {
        // Given
        var most = purchase("o-max", Long.MAX_VALUE, "JPY");
        // When
        log.append(event("money", "p-1", "h1", most));
        // Then
        awaitRows("money", "purchase_recorded", 1);
        assertThat(tables.of("money", "purchase_recorded").getFirst())
                .containsEntry("amount_minor", "9223372036854775807")
                .containsEntry("currency_exponent", "0");
    }

    @Test
    void whatComesTwiceIsThereOnceAndAnotherBodyUnderItsIdTakesNothingAway() throws Exception {
        // Given
        var first = event("twice", "p-1", "h1", purchase("o-1", 5000, "EUR"));
        // When
        log.append(
                first,
                first,
                event("twice", "p-1", "h2", purchase("o-1", 9000, "EUR")),
                first,
                event("twice", "p-2", "h1", purchase("o-2", 1, "EUR")));
        // Then
        awaitRows("twice", "purchase_recorded", 3);
        assertThat(tables.of("twice", "purchase_recorded"))
                .extracting(row -> row.get("ce_id") + " " + row.get("amount_minor"))
                .containsExactly("p-1 5000", "p-1 9000", "p-2 1");
    }

    @Test
    void viewsTellTheLatestRevisionWhateverCameLast() throws Exception {
        // When: the newest first
        log.append(
                event("latest", "cnv_1:3", null, decision("cnv_1", 3, 1200)),
                event("latest", "cnv_1:1", null, decision("cnv_1", 1, 5000)),
                event("latest", "cnv_1:2", null, decision("cnv_1", 2, 3000)),
                event("latest", "cnv_2:1", null, decision("cnv_2", 1, 700)),
                event("latest", "rew_1:2", null, reward("rew_1", 2, "fulfilled")),
                event("latest", "rew_1:1", null, reward("rew_1", 1, "held")));
        awaitRows("latest", "conversion_decided", 4);
        awaitRows("latest", "reward_changed", 2);
        tables.run(Files.readString(MODULE.resolve("views.sql")));
        // Then
        assertThat(
                        tables.rows(
                                "select conversion_id, revision, amount_minor from decisions where tenant_id = 'latest' order by 1"))
                .containsExactly(
                        Map.of("conversion_id", "cnv_1", "revision", "3", "amount_minor", "1200"),
                        Map.of("conversion_id", "cnv_2", "revision", "1", "amount_minor", "700"));
        assertThat(tables.rows("select reward_id, status from rewards where tenant_id = 'latest'"))
                .containsExactly(Map.of("reward_id", "rew_1", "status", "fulfilled"));
        assertThat(
                        tables.rows(
                                "select external_id, weight, amount_minor, currency from decision_credits where tenant_id = 'latest' and conversion_id = 'cnv_1'"))
                .containsExactly(
                        Map.of("external_id", "ada", "weight", "1", "amount_minor", "3000", "currency", "EUR"));
    }

    @Test
    void poisonIsADeadLetterAndTheRestFlowsOn() throws Exception {
        // Given
        var good = event("poison", "p-1", "h1", purchase("o-1", 5000, "EUR"));
        var textForMoney =
                new String(KafkaEvents.toRecord(good).value(), StandardCharsets.UTF_8).replace("5000", "\"5000\"");
        var unknownType = KafkaEvents.toRecord(good);
        unknownType
                .headers()
                .remove("ce_type")
                .add("ce_type", "io.grapevine.purchase.recorded.v9".getBytes(StandardCharsets.UTF_8));
        var nobodys = KafkaEvents.toRecord(good);
        nobodys.headers().remove("ce_tenantid");
        // When
        log.send(
                TestLog.withValue(good, "{\"orderId\"".getBytes(StandardCharsets.UTF_8)),
                TestLog.withValue(good, null),
                TestLog.withValue(good, textForMoney.getBytes(StandardCharsets.UTF_8)),
                TestLog.withValue(good, "{}".getBytes(StandardCharsets.UTF_8)),
                unknownType,
                nobodys,
                new ProducerRecord<>("grapevine.conversions", "poison:bob", new byte[] {(byte) 0xff}),
                KafkaEvents.toRecord(good));
        // Then
        awaitRows("poison", "purchase_recorded", 1);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(log.deadLetters("poison:")).hasSize(7));
        assertThat(log.deadLetters("poison:"))
                .anySatisfy(reason -> assertThat(reason).contains("/amountMinor must be a 64-bit integer"))
                .anySatisfy(reason -> assertThat(reason).contains("unknown event type"))
                .anySatisfy(reason -> assertThat(reason).contains("missing attribute ce_tenantid"));
        assertThat(worker.isAlive()).isTrue();
    }

    @Test
    void aDatabaseThatDropsItsConnectionsIsMetAgain() throws Exception {
        // Given
        log.append(event("dropped", "p-1", "h", purchase("o-1", 1, "EUR")));
        awaitRows("dropped", "purchase_recorded", 1);
        // When
        var dropped = tables.rows("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
        log.append(event("dropped", "p-2", "h", purchase("o-2", 2, "EUR")));
        // Then
        assertThat(dropped).isNotEmpty();
        awaitRows("dropped", "purchase_recorded", 2);
    }

    @Test
    void hostileTextIsJustText() throws Exception {
        // Given
        var name = "'); drop table purchase_recorded; -- \" \\ \n ${env:WAREHOUSE_PASSWORD} \uD83D\uDE00 \u202Emoc";
        var data = (ObjectNode) JSON.readTree(EventJson.write(sample(EventType.PURCHASE_RECORDED)));
        data.put("orderId", name).put("customerId", "nul\u0000half\uD83D").put("visitorId", "v".repeat(20_000));
        ((ObjectNode) data.at("/items/0")).put("name", "nul\u0000").put("\u0000", name);
        var hostile = event("hostile " + name, "p:1:" + name, "h1", sample(EventType.PURCHASE_RECORDED));
        // When
        log.send(TestLog.withValue(hostile, JSON.writeValueAsBytes(data)));
        // Then
        awaitRows("hostile " + name, "purchase_recorded", 1);
        var row = tables.of("hostile " + name, "purchase_recorded").getFirst();
        assertThat(row)
                .containsEntry("order_id", name)
                .containsEntry("customer_id", "nul\uFFFDhalf\uFFFD")
                .containsEntry("ce_id", "p:1:" + name);
        assertThat(row.get("visitor_id")).hasSize(20_000);
        assertThat(JSON.readTree(row.get("items")).at("/0/name").textValue()).isEqualTo("nul\uFFFD");
    }

    @Test
    void idsMayBeAsLongAsTheContractAllows() throws Exception {
        // Given: 255 characters of four bytes, all different, so that nothing of them can be compressed
        var source = IntStream.range(0, 255)
                .mapToObj(i -> Character.toString(0x20000 + 7919 * i % 40_000))
                .collect(Collectors.joining());
        var id = IntStream.range(0, 255)
                .mapToObj(i -> Character.toString(0x20000 + 104_729 * i % 40_000))
                .collect(Collectors.joining());
        var tooLong = KafkaEvents.toRecord(event("long", id.repeat(3), "h".repeat(64), purchase("o-2", 2, "EUR")));
        // When
        log.send(
                tooLong,
                KafkaEvents.toRecord(
                        new Event<>("long", id, source, AT, AT, "h".repeat(64), null, purchase("o-1", 1, "EUR"))));
        // Then
        awaitRows("long", "purchase_recorded", 1);
        assertThat(tables.of("long", "purchase_recorded").getFirst())
                .containsEntry("ce_id", id)
                .containsEntry("ce_source", source);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(log.deadLetters("long:")).hasSize(1));
    }

    @Test
    void aLogReadAgainLeavesTheSameRowsAndBringsBackRowsAndColumnsThatWereMissing() throws Exception {
        // Given
        for (int i = 0; i < 500; i++) log.append(event("again", "p-" + i, "h", purchase("o-" + i, i, "EUR")));
        for (int i = 1; i <= 3; i++) log.append(event("again", "cnv_9:" + i, null, decision("cnv_9", i, 100L * i)));
        awaitRows("again", "purchase_recorded", 500);
        awaitRows("again", "conversion_decided", 3);
        log.awaitNothingLeft(LIMIT);
        var before = tables.dump();
        // When: all is read from the start, after something was lost
        worker.close();
        await().atMost(LIMIT).ignoreExceptions().until(() -> {
            log.forgetHowFarItIsRead();
            return true;
        });
        tables.run("delete from purchase_recorded where tenant_id = 'again' and amount_minor % 2 = 0");
        // A table from before an event had a field.
        tables.run("alter table purchase_recorded drop column context_segment, drop column tax_minor");
        worker = startWorker();
        // Then
        awaitRows("again", "purchase_recorded", 500);
        log.awaitNothingLeft(LIMIT);
        assertThat(tables.dump()).isEqualTo(before);
    }

    private static List<String> emptyColumns(Map<String, String> row) {
        return row.keySet().stream().filter(column -> row.get(column) == null).toList();
    }

    private static ConnectWorker startWorker() throws IOException {
        return ConnectWorker.start(
                MODULE,
                DIRECTORY,
                WORKER_LOG,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", servers.kafka(),
                        "WAREHOUSE_URL", Tables.url(servers.postgres(), Tables.DATABASE),
                        "WAREHOUSE_USER", Tables.USER,
                        "WAREHOUSE_PASSWORD", servers.superuserPassword()));
    }

    private static void awaitRows(String tenant, String table, int count) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            assertThat(worker.isAlive())
                    .as("the worker lives; its words are in " + WORKER_LOG)
                    .isTrue();
            assertThat(tables.of(tenant, table)).as(table).hasSize(count);
        });
    }
}
