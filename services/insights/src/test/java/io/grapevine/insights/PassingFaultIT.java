package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database gets over by itself costs no event, though it hits every try of a transaction that holds this event alone. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class PassingFaultIT {

    private static final int TRIES_BROKEN_OFF = 3;

    @Inject
    @DataSource("owner")
    AgroalDataSource owner;

    @ParameterizedTest
    @ValueSource(
            strings = {"raise exception using errcode = '40P01'", "perform pg_terminate_backend(pg_backend_pid())"})
    void anEventWhoseTransactionIsBrokenOffIsTriedAgain(String fault) throws SQLException {
        // Given
        var tenant = new TestTenant();
        tenant.opensProgram();
        executeOneByOne(
                "create sequence tries",
                "grant usage, select on sequence tries to grapevine_app",
                "create function break_off() returns trigger language plpgsql as $$ begin if nextval('tries') <= "
                        + TRIES_BROKEN_OFF + " then " + fault + "; end if; return new; end $$",
                "create trigger break_off before insert on facts for each row when (new.tenant_id = '" + tenant.id()
                        + "') execute function break_off()");
        try {
            // When
            tenant.report(tenant.event("e1", 0, TestTenant.identify()));
            // Then
            tenant.awaitEvents(1);
            assertThat(tries()).isGreaterThan(TRIES_BROKEN_OFF);
        } finally {
            executeOneByOne("drop trigger break_off on facts", "drop function break_off()", "drop sequence tries");
        }
    }

    private void executeOneByOne(String... statements) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }

    private long tries() throws SQLException {
        try (var connection = owner.getConnection();
                var answer = connection.createStatement().executeQuery("select last_value from tries")) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
