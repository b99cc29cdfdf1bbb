package io.grapevine.chassis.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbsenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "53300", "57P01", "57P03", "58030"})
    void aDatabaseThatCannotBeReachedIsStartingOrFullIsWaitedFor(String state) {
        assertThat(Absence.explains(failed(new SQLException("no", state)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "3D000", "42601", "42P01", "23505"})
    void aDatabaseThatAnsweredNoIsNotWaitedFor(String state) {
        assertThat(Absence.explains(failed(new SQLException("no", state)))).isFalse();
    }

    @Test
    void aPoolThatWaitedInVainForAConnectionMeansAbsence() {
        assertThat(Absence.explains(failed(new SQLException("acquisition timeout", new TimeoutException()))))
                .isTrue();
    }

    @Test
    void whatTheServerSaidCountsMoreThanWhatThePoolMadeOfIt() {
        assertThat(Absence.explains(failed(new SQLException("no connection", new SQLException("password", "28P01")))))
                .isFalse();
    }

    @Test
    void aMigrationThatWasChangedAfterItRanIsNoAbsence() {
        assertThat(Absence.explains(new FlywayException("checksum mismatch"))).isFalse();
    }

    private static FlywayException failed(SQLException cause) {
        return new FlywayException("migration failed", cause);
    }
}
