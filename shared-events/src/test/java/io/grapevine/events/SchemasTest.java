package io.grapevine.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Record, schema and golden sample of every type say the same. After an additive change run once with {@code -Dschemas.write=true} and
 * commit what it wrote; a change that is not additive needs a new type, which {@link ReleasedSchemasTest} holds us to.
 */
class SchemasTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final boolean WRITE = Boolean.getBoolean("schemas.write");
    private static final SchemaGenerator GENERATOR = generator();

    @ParameterizedTest
    @EnumSource
    void schemaIsWhatTheRecordSays(EventType type) throws IOException {
        // Given
        var schema = file("schemas", type);
        // When
        var generated = GENERATOR.generateSchema(type.record());
        if (WRITE) write(schema, generated);
        // Then
        assertThat(EventJson.mapper().readTree(Files.readString(schema))).isEqualTo(generated);
    }

    @ParameterizedTest
    @EnumSource
    void goldenSampleIsWhatTheRecordWritesAndReads(EventType type) throws IOException {
        // Given
        var example = Examples.of(type);
        var sample = file("samples", type);
        if (WRITE) write(sample, EventJson.mapper().readTree(EventJson.write(example)));
        // When
        var json = Files.readAllBytes(sample);
        // Then
        assertThat(EventJson.read(type, json)).isEqualTo(example);
        assertThat(EventJson.mapper().readTree(json))
                .isEqualTo(EventJson.mapper().readTree(EventJson.write(example)));
    }

    @ParameterizedTest
    @EnumSource
    void goldenSampleIsValidAgainstItsSchema(EventType type) throws IOException {
        // Given
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(file("schemas", type)));
        // When
        var violations = schema.validate(EventJson.mapper().readTree(Files.readString(file("samples", type))));
        // Then
        assertThat(violations).isEmpty();
    }

    private static Path file(String directory, EventType type) {
        return RESOURCES.resolve(directory).resolve(type.wireName() + ".json");
    }

    private static void write(Path file, JsonNode content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }

    private static SchemaGenerator generator() {
        var configuration = new SchemaGeneratorConfigBuilder(
                        EventJson.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE));
        configuration
                .forFields()
                .withRequiredCheck(field -> !isNullable(field.getRawMember().getAnnotatedType()));
        configuration.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            if (type.getErasedType() == Instant.class) return text(context, "date-time");
            if (type.getErasedType() == Duration.class) return text(context, "duration");
            return null;
        });
        return new SchemaGenerator(configuration.build());
    }

    private static com.github.victools.jsonschema.generator.CustomDefinition text(
            com.github.victools.jsonschema.generator.SchemaGenerationContext context, String format) {
        var node = context.getGeneratorConfig().createObjectNode();
        node.put("type", "string").put("format", format);
        return new com.github.victools.jsonschema.generator.CustomDefinition(node, true);
    }

    private static boolean isNullable(java.lang.reflect.AnnotatedType type) {
        return type.isAnnotationPresent(org.jspecify.annotations.Nullable.class);
    }
}
