package io.grapevine.testkit.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExchangeableRecordsTest {

    public record Annotated(@Nullable String name, List<String> tags) {}

    private final ExchangeableRecords exchangeable = new ExchangeableRecords();

    @Test
    void componentsLoseTheirAnnotationsAndNothingElse() throws Exception {
        // Given
        assertThat(isAnnotated(Annotated.class)).isTrue();
        // When
        var bare = defined(
                exchangeable.transform(null, internalName(Annotated.class), null, null, bytes(Annotated.class)));
        // Then
        assertThat(isAnnotated(bare)).isFalse();
        assertThat(bare.getRecordComponents())
                .extracting(
                        RecordComponent::getName,
                        component -> component.getGenericType().getTypeName())
                .containsExactly(tuple("name", "java.lang.String"), tuple("tags", "java.util.List<java.lang.String>"));
        var ada = bare.getConstructor(String.class, List.class).newInstance("ada", List.of("early"));
        assertThat(bare.getMethod("name").invoke(ada)).isEqualTo("ada");
    }

    @Test
    void classesThatAreNoRecordsAreLeftAlone() throws IOException {
        var untouched = ExchangeableRecordsTest.class;
        assertThat(exchangeable.transform(null, internalName(untouched), null, null, bytes(untouched)))
                .isNull();
    }

    @Test
    void recordsOfOthersAreLeftAlone() throws IOException {
        assertThat(exchangeable.transform(null, "org/example/Annotated", null, null, bytes(Annotated.class)))
                .isNull();
    }

    private static boolean isAnnotated(Class<?> record) {
        return record.getRecordComponents()[0].getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (var file = type.getResourceAsStream("/" + internalName(type) + ".class")) {
            return file.readAllBytes();
        }
    }

    private static Class<?> defined(byte[] bytes) {
        return new ClassLoader(ExchangeableRecordsTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(Annotated.class.getName(), bytes, 0, bytes.length);
            }
        }.define();
    }
}
