package io.grapevine.rewardissuing.statement.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.held;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Terms.Role;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class StatementIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void aTenant() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
    }

    @Test
    void aStatementTellsWhatThereWasWhatMovedItAndWhatThereIs() {
        // Given: earned, partly taken back, paid
        say(new ProgramPublished("prg_1", "demo", 1, null, terms(commission())));
        decided(purchase(), 1);
        var between = Instant.now();
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(between.plusMillis(5)));
        decided(purchase().revision(2).refunded(4_000), 2);
        var reward = get("/v1/rewards?orderId=o1").jsonPath().getString("items[0].id");
        assertThat(post("/v1/rewards/" + reward + "/fulfil").statusCode()).isEqualTo(200);
        // When
        var all = get("/v1/statements/ada").jsonPath();
        // Then
        assertThat(all.getList("items.booked"))
                .containsExactly(List.of("posted"), List.of("reversal"), List.of("paid"));
        assertThat(all.getList("items.amount.amount")).containsExactly(1000, -400, -600);
        assertThat(all.getList("items.paid.amount")).containsExactly(0, 0, 600);
        assertThat(all.getList("items.balance.amount")).containsExactly(1000, 600, 0);
        assertThat(all.getList("items.status")).containsExactly("released", "released", "fulfilled");
        assertThat(all.getList("items.why.ruleId")).containsOnly("commission");
        assertThat(all.getList("items.why.programVersion")).containsOnly(1);
        assertThat(all.getList("items.why.revision")).containsExactly(1, 2, 2);
        assertThat(all.getList("items.why.percent")).containsExactly(10, 10, 10);
        assertThat(all.getList("items.why.base.amount")).containsExactly(10_000, 6_000, 6_000);
        assertThat(all.getList("items.why.wanted.amount")).containsExactly(1_000, 600, 600);
        assertThat(all.getList("items.why.worth.amount")).containsExactly(1000, 600, 600);
        assertBalance(all, "opening", 0, 0);
        assertBalance(all, "closing", 0, 0);
        // When: the time after the first line
        var later = get("/v1/statements/ada?from=" + between.plusMillis(1)).jsonPath();
        // Then
        assertBalance(later, "opening", 1000, 0);
        assertThat(later.getList("items.balance.amount")).containsExactly(600, 0);
        // When: the time before it ended
        var earlier = get("/v1/statements/ada?to=" + between.plusMillis(1)).jsonPath();
        // Then
        assertBalance(earlier, "closing", 1000, 0);
        assertThat(earlier.getList("items")).hasSize(1);
    }

    @Test
    void pagesFitTogether() {
        // Given
        say(new ProgramPublished("prg_1", "demo", 1, null, terms(commission())));
        for (var order = 1; order <= 5; order++)
            decided(
                    purchase().of("cnv_" + order).order("o-" + order).amount(order * 1_000, order == 3 ? "JPY" : "EUR"),
                    order);
        // When
        var amounts = new ArrayList<Integer>();
        var balances = new ArrayList<Integer>();
        var cursor = "0";
        while (cursor != null) {
            var page = get("/v1/statements/ada?limit=2&cursor=" + cursor).jsonPath();
            amounts.addAll(page.getList("items.amount.amount"));
            balances.addAll(page.getList("items.balance.amount"));
            cursor = page.getString("next");
        }
        // Then: each currency runs by itself
        assertThat(amounts).containsExactly(100, 200, 300, 400, 500);
        assertThat(balances).containsExactly(100, 300, 300, 700, 1200);
        assertThat(get("/v1/statements/ada").jsonPath().getList("balances.currency"))
                .containsExactly("EUR", "JPY");
    }

    @Test
    void aParticipantsStatementIsOfOneProgramAPersonsOfAll() {
        // Given
        say(new ProgramPublished("prg_1", "demo", 1, null, terms(commission())));
        say(new ProgramPublished(
                "prg_2",
                "other",
                1,
                null,
                terms(held(percent("late", Role.ADVOCATE, 1, "5", null), Duration.ofDays(90_000)))));
        say(new ParticipantPublished("par_ada", "demo", "ada", "ADA", null, null, null));
        decided(purchase(), 1);
        decided(purchase().of("cnv_2").order("o-2").in("other", 1), 2);
        await().atMost(PATIENCE).until(() -> get("/v1/statements/par_ada").statusCode() == 200);
        // Then
        var person = get("/v1/statements/ada").jsonPath();
        assertThat(person.getList("items.booked")).containsExactly(List.of("posted"), List.of("pending"));
        assertBalance(person, "closing", 1000, 500);
        var participant = get("/v1/statements/par_ada").jsonPath();
        assertThat(participant.getString("programKey")).isEqualTo("demo");
        assertBalance(participant, "closing", 1000, 0);
        assertThat(get("/v1/statements/nobody").statusCode()).isEqualTo(404);
        assertThat(get("/v1/statements/nobody/export").statusCode()).isEqualTo(404);
        assertThat(get("/v1/statements/ada?from=2026-03-01").jsonPath().getString("code"))
                .isEqualTo("invalid_period");
        assertThat(get("/v1/statements/ada?limit=0").jsonPath().getString("code"))
                .isEqualTo("invalid_limit");
        assertThat(get("/v1/statements/ada?cursor=x").jsonPath().getString("code"))
                .isEqualTo("invalid_cursor");
    }

    @Test
    void theTableHasTheDigitsOfEachCurrencyAndNoFormula() throws IOException {
        // Given
        say(new ProgramPublished("prg_1", "demo", 1, null, terms(commission())));
        var currencies = List.of("EUR", "JPY", "BHD", "CLF");
        for (var order = 0; order < currencies.size(); order++)
            decided(
                    purchase()
                            .of("cnv_" + order)
                            .order("=cmd|' /C calc'!A" + order)
                            .amount(12_345, currencies.get(order)),
                    order + 1);
        // When
        var response = get("/v1/statements/ada/export");
        // Then
        assertThat(response.contentType()).startsWith("text/csv");
        var rows = table(response.asString());
        assertThat(rows)
                .extracting(row -> row.get("booked"))
                .containsExactly(
                        "opening", "opening", "opening", "opening", "posted", "posted", "posted", "posted", "closing",
                        "closing", "closing", "closing");
        assertThat(rows.subList(4, 8))
                .extracting(row -> row.get("amount"))
                .containsExactly("12.35", "1235", "1.235", "0.1235");
        assertThat(rows.subList(8, 12))
                .extracting(row -> row.get("currency") + " " + row.get("balance"))
                .containsExactly("BHD 1.235", "CLF 0.1235", "EUR 12.35", "JPY 1235");
        assertThat(rows.subList(4, 8))
                .extracting(row -> row.get("orderId"))
                .allSatisfy(order -> assertThat(order).startsWith("'=cmd"));
        assertThat(response.asString().lines()).hasSize(13);
    }

    private static void assertBalance(JsonPath statement, String moment, int amount, int held) {
        assertThat(statement.getInt("balances[0]." + moment + ".amount")).isEqualTo(amount);
        assertThat(statement.getInt("balances[0]." + moment + ".held")).isEqualTo(held);
    }

    private static List<Map<String, String>> table(String csv) throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(csv)) {
            return rows.readAll();
        }
    }

    /** One after the other, so that the lines' order is known. */
    private void decided(Decisions decision, int changes) {
        say(decision.build());
        await().atMost(PATIENCE)
                .until(() -> get("/v1/ledger/entries?limit=1000").jsonPath().getList("items.transferId").stream()
                                .distinct()
                                .count()
                        == changes);
    }

    private Response get(String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
    }

    private Response post(String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).post(path);
    }

    private void say(EventData data) {
        TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data));
    }
}
