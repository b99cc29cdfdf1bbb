package io.grapevine.chassis.problem;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A query parameter that should be a whole number: the framework answers 404, as JAX-RS says, and does not tell which it was. */
final class WrongNumber {

    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class);

    private WrongNumber() {}

    /** The refusal of the first such parameter; empty if all are numbers. */
    static Optional<Problem> in(Method operation, MultivaluedMap<String, String> query) {
        return Arrays.stream(operation.getParameters())
                .filter(parameter -> WHOLE.contains(parameter.getType()))
                .flatMap(parameter -> Optional.ofNullable(name(parameter)).stream())
                .filter(name -> query.getFirst(name) != null && !isWhole(query.getFirst(name)))
                .findFirst()
                .map(name -> Problem.badRequest(
                        "invalid_parameter", name + " must be a whole number, was " + query.getFirst(name) + "."));
    }

    private static @Nullable String name(Parameter parameter) {
        var named = parameter.getAnnotation(QueryParam.class);
        if (named != null) return named.value();
        var rest = parameter.getAnnotation(RestQuery.class);
        if (rest == null) return null;
        return rest.value().isEmpty() ? parameter.getName() : rest.value();
    }

    private static boolean isWhole(String text) {
        try {
            Integer.parseInt(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
