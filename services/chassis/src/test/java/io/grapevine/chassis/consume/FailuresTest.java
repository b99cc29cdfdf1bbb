package io.grapevine.chassis.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53100", "53300", "55P03", "57P01", "57P03", "58030"})
    void whatTheDatabaseGetsOverWillPassWhoeverHandsItOn(String state) {
        assertThat(Failures.willPass(said(state))).isTrue();
        assertThat(Failures.willPass(throughHibernate(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22P02", "23505", "42601", "55000", "P0001"})
    void whatTheDatabaseWillRefuseAgainWillNotPass(String state) {
        assertThat(Failures.willPass(said(state))).isFalse();
        assertThat(Failures.willPass(throughHibernate(state))).isFalse();
    }

    @Test
    void aDatabaseThatDidNotAnswerIsWaitedFor() {
        assertThat(Failures.willPass(new IllegalStateException(new IOException("reset"))))
                .isTrue();
        assertThat(Failures.willPass(new TimeoutException())).isTrue();
    }

    @Test
    void aFaultOfOursComesAgain() {
        assertThat(Failures.willPass(new IllegalStateException("40P01"))).isFalse();
        assertThat(Failures.willPass(new SQLException("no state"))).isFalse();
    }

    private static PgException said(String state) {
        return new PgException("no", "ERROR", state, null);
    }

    // As Hibernate Reactive answers for every statement of a session.
    private static RuntimeException throughHibernate(String state) {
        return new LockAcquisitionException(
                "error executing SQL statement", new SQLException("no", state, 0), "select 1");
    }
}
