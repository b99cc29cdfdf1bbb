package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What earlier versions stored is what is read afterwards. A schema of its own goes the way of the versions. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class OldRowsIT {

    private static final String SCHEMA = "upgraded";
    private static final String CLICK = "clk_0190a0b0-0000-7000-8000-000000000001";

    private Connection owner;

    @BeforeEach
    void rowsOfVersion8() throws SQLException {
        migrate("8");
        owner = DriverManager.getConnection(
                config("jdbc.url") + "?currentSchema=" + SCHEMA, config("username"), config("password"));
        store("one", "", CLICK, "", "CODE1", "lnk_1", "2026-05-31T23:59:59.999Z", true, null);
        store("one", "", CLICK, "visitor 1", null, "lnk_1", "2026-06-01T00:00:00Z", true, 7_200_000L);
        store("one", "shop", "click-1", "visitor 1", "CODE2", "lnk_2", "2019-01-01T00:00:00Z", false, 5L);
        store("one", "shop", CLICK, "visitor 1", "CODE2", null, "2026-07-15T12:00:00+02:00", true, null);
        store("two", "shop", "click-1", "visitor 1", "CODE2", null, "2026-07-31T23:30:00Z", true, null);
    }

    @AfterEach
    void gone() throws SQLException {
        execute("drop schema " + SCHEMA + " cascade");
        owner.close();
    }

    @Test
    void everyTouchpointIsFoundUnderItsVisitorAndItsTime() throws SQLException {
        migrate("9");

        assertThat(rowsOf("one", LookupKeys.ofVisitor("visitor 1").toString()))
                .containsExactlyInAnyOrder(
                        "touchpoints_2026_06 " + CLICK + " null lnk_1 true 7200000",
                        "touchpoints_until_2025 click-1 CODE2 null false null",
                        "touchpoints_2026_07 " + CLICK + " CODE2 null true null");
        assertThat(rowsOf("one", LookupKeys.NO_VISITOR.toString()))
                .containsExactly("touchpoints_2026_05 " + CLICK + " CODE1 null true null");
        assertThat(rowsOf("two", LookupKeys.ofVisitor("visitor 1").toString()))
                .containsExactly("touchpoints_2026_07 click-1 CODE2 null true null");
    }

    @Test
    void aClickThatComesAgainIsKnown() throws SQLException {
        migrate("9");

        var key = LookupKeys.ofTouch("shop", "click-1", Instant.parse("2019-01-01T00:00:00Z"));
        tenant("one");
        assertThat(values("select touch_id from touchpoints where touch = '" + key + "'"))
                .containsExactly("click-1");
        assertThat(values("select cast(touch as text) from touchpoints where source is null"))
                .containsOnly(String.valueOf(LookupKeys.ofClickId(CLICK)));
    }

    @Test
    void factsAreFoundByWhatLaterVersionsLookFor() throws SQLException, IOException {
        // Given
        tenant("one");
        execute("""
                insert into facts (tenant_id, source, event_id, type, occurred_at, customer_id, visitor_id, data) values
                ('one', 'api', 's1', 'SIGNUP_RECORDED', '2026-06-01T00:00:00Z', 'dave', 'visitor 1',
                 '{"customerId":"dave","emailHash":"abc","context":{"consent":"pending","deviceKey":"phone"}}'),
                ('one', 'api', 'p1', 'PURCHASE_RECORDED', '2026-06-02T00:00:00Z', 'dave', null, '{"orderId":"o1","context":{}}')""");
        // When: version 12 makes a schema that there is once in a database, and touches no rows
        migrate("10");
        execute(script("V13__devices_and_consent.sql"));
        // Then
        tenant("one");
        assertThat(values("""
                select concat_ws(' ', event_id, email_form, consent, device) from facts order by event_id""")).containsExactly("p1", "s1 abc PENDING " + LookupKeys.of("phone"));
        assertThat(values("select usage from usages order by usage")).containsExactly("DEVICES", "PENDING_CONSENT");
    }

    private List<String> rowsOf(String tenant, String visitor) throws SQLException {
        tenant(tenant);
        return values("""
                select concat_ws(' ', tableoid::regclass, coalesce(touch_id, 'clk_' || touch), coalesce(code, 'null'),
                coalesce(link_id, 'null'), case when human then 'true' else 'false' end, coalesce(late_by_ms::text, 'null'))
                from touchpoints where visitor = '%s'""".formatted(visitor));
    }

    private void store(
            String tenant,
            String source,
            String touch,
            String visitor,
            String code,
            String link,
            String at,
            boolean human,
            Long lateBy)
            throws SQLException {
        tenant(tenant);
        try (var insert = owner.prepareStatement("""
                insert into touchpoints (tenant_id, source, touch_id, visitor_id, code, link_id, occurred_at, human, late_by_ms)
                values (?, ?, ?, ?, ?, ?, cast(? as timestamptz), ?, ?)""")) {
            var values = new Object[] {tenant, source, touch, visitor, code, link, at, human, lateBy};
            for (var i = 0; i < values.length; i++) insert.setObject(i + 1, values[i]);
            insert.executeUpdate();
        }
    }

    private static String script(String name) throws IOException {
        try (var script = OldRowsIT.class.getResourceAsStream("/db/migration/" + name)) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void tenant(String tenant) throws SQLException {
        execute("select set_config('grapevine.tenant', '" + tenant + "', false)");
    }

    private void execute(String statement) throws SQLException {
        try (var any = owner.createStatement()) {
            any.execute(statement);
        }
    }

    private List<String> values(String query) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) values.add(rows.getString(1));
            return values;
        }
    }

    private static void migrate(String version) {
        Flyway.configure()
                .dataSource(config("jdbc.url"), config("username"), config("password"))
                .schemas(SCHEMA)
                .target(version)
                .load()
                .migrate();
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue("quarkus.datasource.owner." + name, String.class);
    }
}
