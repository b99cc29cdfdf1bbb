package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported as Parquet is read by DuckDB, which has no code in common with what wrote it, and compared with the CSV. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ExportIT {

    /** More than two pages of an export. */
    private static final int ORDERS = 4_500;

    @Inject
    MeterRegistry registry;

    @TempDir
    Path directory;

    private final TestTenant tenant = new TestTenant();

    @BeforeEach
    void aProgramWithTwoAdvocates() {
        tenant.opensProgram();
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "decisions", "rewards", "figures"})
    void bothFormatsHaveTheSameRows(String table) throws Exception {
        // Given
        somethingHappens();
        // When
        var csv = csv(get("/" + table));
        var parquet = parquet(get("/" + table + "?format=parquet"));
        // Then
        assertThat(csv).isNotEmpty();
        assertThat(parquet.rows()).isEqualTo(csv);
        assertThat(parquet.types())
                .containsEntry("amount_minor", "BIGINT")
                .containsEntry("currency_exponent", "INTEGER");
        assertThat(parquet.types().values()).contains("TIMESTAMP WITH TIME ZONE", "VARCHAR");
    }

    @Test
    void rowsSayWhatHappened() throws Exception {
        // Given
        somethingHappens();
        // Then
        assertThat(csv(get("/events")))
                .filteredOn(row -> "purchase".equals(row.get("type")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("event_id", "'=HYPERLINK(1)")
                        .containsEntry("type", "purchase")
                        .containsEntry("occurred_at", "2026-06-01T00:00:10.000Z")
                        .containsEntry("amount_minor", "1000")
                        .containsEntry("currency", "EUR")
                        .containsEntry("currency_exponent", "2"));
        assertThat(csv(get("/decisions")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("kind", "signup")
                        .containsEntry("outcome", "attributed")
                        .containsEntry("advocate_id", "ada"));
        assertThat(csv(get("/rewards")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("status", "released")
                        .containsEntry("amount_minor", "90")
                        .containsEntry("released_at", "2026-06-01T00:00:00.000Z"));
        assertThat(csv(get("/figures")))
                .filteredOn(row ->
                        row.get("dimension").equals("all") && row.get("step").equals("order"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("count", "1")
                        .containsEntry("amount_minor", "1000")
                        .containsEntry("bucket", "hour"));
    }

    @Test
    void manyPagesHaveEveryRowOnceAndInOrder() throws Exception {
        // Given
        var orders = IntStream.range(0, ORDERS)
                // a third of them at one moment, so that pages end among them
                .mapToObj(i -> tenant.event("e" + i, i % 3 == 0 ? 7 : i, TestTenant.purchase("o" + i, i + 1)))
                .toArray(Event<?>[]::new);
        tenant.report(orders);
        tenant.awaitEvents(ORDERS);
        // When
        var csv = csv(get("/events"));
        var parquet = parquet(get("/events?format=parquet"));
        // Then
        assertThat(csv).hasSize(ORDERS).extracting(row -> row.get("event_id")).doesNotHaveDuplicates();
        assertThat(csv).extracting(row -> row.get("occurred_at")).isSorted();
        assertThat(csv.stream()
                        .mapToLong(row -> Long.parseLong(row.get("amount_minor")))
                        .sum())
                .isEqualTo(ORDERS * (ORDERS + 1L) / 2);
        assertThat(parquet.rows()).isEqualTo(csv);
    }

    @Test
    void aPeriodHoldsItsBeginningAndNotItsEnd() throws Exception {
        // Given
        tenant.report(
                tenant.event("before", 9, TestTenant.purchase("o1", 1)),
                tenant.event("first", 10, TestTenant.purchase("o2", 1)),
                tenant.event("last", 19, TestTenant.purchase("o3", 1)),
                tenant.event("after", 20, TestTenant.purchase("o4", 1)));
        tenant.awaitEvents(4);
        // When
        var rows = csv(get("/events?from=2026-06-01T00:00:10Z&to=2026-06-01T02:00:20%2B02:00"));
        // Then
        assertThat(rows).extracting(row -> row.get("event_id")).containsExactly("first", "last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "decisions", "rewards", "figures"})
    void anEmptyPeriodIsAFileWithoutRows(String table) throws Exception {
        var period = "?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z&program=spring";
        // When
        var csv = get("/" + table + period);
        var parquet = get("/" + table + period + "&format=parquet");
        // Then
        assertThat(csv.body().asString()).endsWith("\r\n").hasLineCount(1);
        assertThat(parquet(parquet).rows()).isEmpty();
        assertThat(parquet(parquet).types()).containsKey("amount_minor");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(parquet.header("Content-Type")).isEqualTo("application/vnd.apache.parquet");
        assertThat(parquet.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"grapevine-" + table
                        + "-spring-20200101T000000Z-20200201T000000Z.parquet\"");
    }

    @Test
    void nobodySeesTheRowsOfOthers() throws Exception {
        // Given
        somethingHappens();
        var other = new TestTenant();
        other.opensProgram();
        // Then
        for (var table : List.of("events", "decisions", "rewards", "figures"))
            assertThat(csv(ask("/" + table, other.secretKey()))).as(table).isEmpty();
        ask("/events", tenant.publishableKey()).then().statusCode(403);
    }

    @Test
    void whatCannotBeExportedIsRefusedWithTheFieldAndTheFix() {
        refused("/people", 404, "not_found", "events, decisions, rewards and figures");
        refused("/events?format=xlsx", 400, "invalid_parameter", "format can be csv or parquet, was xlsx");
        refused("/events?from=yesterday", 400, "invalid_parameter", "from must be an RFC 3339 time with offset");
        refused(
                "/events?from=2026-06-01T00:00:00Z&to=2026-06-01T00:00:00Z",
                400,
                "invalid_parameter",
                "from must be before to");
        refused("/events?program=winter", 404, "not_found", "There is no program winter.");
    }

    @Test
    void aClientWhoHangsUpEndsItsExport() throws Exception {
        // Given
        var orders = IntStream.range(0, ORDERS)
                .mapToObj(i -> tenant.event("e" + i, i, TestTenant.purchase("o" + i, i + 1)))
                .toArray(Event<?>[]::new);
        tenant.report(orders);
        tenant.awaitEvents(ORDERS);
        // When: more are asked for than may run, and none is read
        var clients = new ArrayList<Socket>();
        for (var i = 0; i < 4; i++) clients.add(asks("/v1/exports/events"));
        for (var client : clients) client.close();
        // Then
        await().atMost(TestTenant.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> registry.get("grapevine.insights.exports").gauge().value() == 0);
        assertThat(csv(get("/events"))).hasSize(ORDERS);
    }

    private Socket asks(String path) throws IOException {
        var socket = new Socket("localhost", RestAssured.port);
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(path, tenant.secretKey())
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    private void somethingHappens() {
        tenant.report(
                tenant.event("=HYPERLINK(1)", 10, TestTenant.purchase("o1", 1_000)),
                tenant.event("e,\"2\"\n", 11, TestTenant.identify()),
                tenant.event("é-3", 12, TestTenant.refund("f1", 300)));
        tenant.state("c1", TestTenant.bind("cnv_1", "cleo", "ada", 1));
        tenant.state("r1", TestTenant.reward(1, RewardChanged.Status.RELEASED));
        tenant.awaitEvents(3);
        await().atMost(TestTenant.PATIENCE)
                .until(() -> csv(get("/rewards")).size() == 1
                        && csv(get("/decisions")).size() == 1);
    }

    private Response get(String path) {
        var answer = ask(path, tenant.secretKey());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer;
    }

    private static Response ask(String path, String key) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + key)
                .get("/v1/exports" + path);
    }

    private void refused(String path, int status, String code, String detail) {
        ask(path, tenant.secretKey())
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    private static List<Map<String, String>> csv(Response answer) throws IOException {
        MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(answer.body().asByteArray());
        return rows.readAll();
    }

    private record Parquet(Map<String, String> types, List<Map<String, String>> rows) {}

    /** Rows as the CSV has them: times in RFC 3339, nothing as nothing, formulas made harmless. */
    private Parquet parquet(Response answer) throws IOException, SQLException {
        var file =
                Files.write(directory.resolve("export.parquet"), answer.body().asByteArray());
        var types = new LinkedHashMap<String, String>();
        var rows = new ArrayList<Map<String, String>>();
        try (var duck = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duck.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            try (var described = statement.executeQuery("describe select * from '" + file + "'")) {
                while (described.next()) types.put(described.getString(1), described.getString(2));
            }
            var cells = types.entrySet().stream()
                    .map(column -> switch (column.getValue()) {
                        case "TIMESTAMP WITH TIME ZONE" ->
                            "strftime(\"%s\", '%%Y-%%m-%%dT%%H:%%M:%%S.%%gZ')".formatted(column.getKey());
                        case "VARCHAR" ->
                            "case when \"%1$s\" like '=%%' then '''' || \"%1$s\" else \"%1$s\" end"
                                    .formatted(column.getKey());
                        default -> "cast(\"%s\" as varchar)".formatted(column.getKey());
                    })
                    .toList();
            try (var found = statement.executeQuery("select " + String.join(", ", cells) + " from '" + file + "'")) {
                while (found.next()) {
                    var row = new LinkedHashMap<String, String>();
                    var at = 1;
                    for (var name : types.keySet()) {
                        var cell = found.getString(at++);
                        row.put(name, cell == null ? "" : cell);
                    }
                    rows.add(row);
                }
            }
        }
        return new Parquet(types, rows);
    }
}
