package io.grapevine.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemMappersTest {

    private final ProblemMappers mappers = new ProblemMappers();

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22P05"})
    void aTextThatNoColumnHoldsIsTheClientsMistake(String state) {
        // When
        var answer = mappers.bug(new IllegalStateException(new SQLException("no", state)));
        // Then
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(body(answer).code()).isEqualTo("invalid_character");
    }

    @Test
    void whateverElseTheDatabaseRefusesIsOurs() {
        for (var failure :
                List.of(new SQLException("no", "40001"), new SQLException("no")))
            assertThat(mappers.bug(failure).getStatus()).isEqualTo(500);
    }

    private static ProblemBody body(Response answer) {
        return (ProblemBody) answer.getEntity();
    }
}
