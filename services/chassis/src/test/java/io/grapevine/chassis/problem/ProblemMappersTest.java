package io.grapevine.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemMappersTest {

    private record Line(String sku, int pieces) {}

    private record Order(String note, List<Line> lines) {}

    private final ObjectMapper json = new ObjectMapper();
    private final ProblemMappers mappers = new ProblemMappers();

    @BeforeEach
    void asTheServicesReadBodies() {
        new NamedOnce().customize(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"note\": \"one\", \"note\": \"two\"}",
                "{\"note\": \"one\", \"lines\": [], \"note\": \"two\"}",
                "{\"lines\": [{\"sku\": \"a\", \"pieces\": 1, \"sku\": \"b\"}]}",
                "{\"lines\": [{\"sku\": ]}",
                "{\"note\": "
            })
    void whatIsNoJsonOrNamesAFieldTwiceIsMalformed(String body) {
        for (var type : List.of(Order.class, Map.class)) {
            // Given
            var fault = catchThrowableOfType(JsonProcessingException.class, () -> json.readValue(body, type));
            // When
            var answer = mappers.unreadableBody(fault);
            // Then
            assertThat(answer.getStatus()).isEqualTo(400);
            assertThat(body(answer).code()).isEqualTo("malformed_json");
        }
    }

    @Test
    void aValueOfTheWrongFormIsPointedAt() {
        // Given
        var fault = catchThrowableOfType(
                MismatchedInputException.class,
                () -> json.readValue("{\"lines\": [{\"pieces\": \"many\"}]}", Order.class));
        // When
        var answer = mappers.wrongForm(fault);
        // Then
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(body(answer).errors())
                .extracting(Problem.FieldError::pointer)
                .containsExactly("/lines/0/pieces");
    }

    @Test
    void whatCannotBeWrittenIsOurs() {
        // Given
        var fault = catchThrowableOfType(InvalidDefinitionException.class, () -> json.writeValueAsString(new Object()));
        // When
        var answer = mappers.wrongType(fault);
        // Then
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(body(answer).code()).isEqualTo("internal_error");
    }

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
        for (var failure : List.of(new SQLException("no", "23505"), new SQLException("no")))
            assertThat(mappers.bug(failure).getStatus()).isEqualTo(500);
    }

    @Test
    void aMediaTypeThatCannotBeReadIsTheClientsMistake() {
        var fault = new IllegalArgumentException("Failed to parse media type ;;");
        assertThat(mappers.unreadableMediaType(fault, headers("getMediaType")).getStatus())
                .isEqualTo(415);
        assertThat(mappers.unreadableMediaType(fault, headers("getAcceptableMediaTypes"))
                        .getStatus())
                .isEqualTo(406);
        assertThat(mappers.unreadableMediaType(fault, headers("none")).getStatus())
                .isEqualTo(500);
    }

    /** A request's headers, one of which cannot be read. */
    private static HttpHeaders headers(String unreadable) {
        return (HttpHeaders) Proxy.newProxyInstance(
                HttpHeaders.class.getClassLoader(), new Class<?>[] {HttpHeaders.class}, (proxy, asked, arguments) -> {
                    if (asked.getName().equals(unreadable)) throw new IllegalArgumentException(unreadable);
                    return null;
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "40P01", "08006"})
    void whatWillPassMayBeSentAgainSoon(String state) {
        // When
        var answer = mappers.bug(new IllegalStateException(new SQLException("no", state)));
        // Then
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(body(answer).code()).isEqualTo("service_unavailable");
        assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
    }

    private static ProblemBody body(Response answer) {
        return (ProblemBody) answer.getEntity();
    }
}
