package io.grapevine.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;

class WrongNumberTest {

    private interface Lists {
        void list(
                @QueryParam("cursor") String cursor,
                @QueryParam("limit") int limit,
                @RestQuery("depth") Integer deepest,
                @RestQuery int page);
    }

    private static final Method LIST = Arrays.stream(Lists.class.getDeclaredMethods())
            .filter(method -> method.getName().equals("list"))
            .findFirst()
            .orElseThrow();

    @Test
    void theParameterIsNamed() {
        assertThat(refusal("limit", "1e3")).contains("limit must be a whole number, was 1e3.");
        assertThat(refusal("depth", "99999999999999999999"))
                .contains("depth must be a whole number, was 99999999999999999999.");
        assertThat(refusal("page", "two")).contains("page must be a whole number, was two.");
        assertThat(refusal("limit", "")).isPresent();
    }

    @Test
    void numbersAndTextsAreNot() {
        assertThat(refusal("limit", "-1")).isEmpty();
        assertThat(refusal("cursor", "abc")).isEmpty();
        assertThat(refusal("unknown", "abc")).isEmpty();
        assertThat(refusal("deepest", "abc")).isEmpty();
    }

    private static Optional<String> refusal(String name, String value) {
        var query = new MultivaluedHashMap<String, String>();
        query.add(name, value);
        return WrongNumber.in(LIST, query).map(Problem::detail);
    }
}
