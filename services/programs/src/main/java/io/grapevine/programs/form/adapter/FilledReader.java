package io.grapevine.programs.form.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.form.Filled;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads JSON and YAML bodies into plain values; numbers keep their digits, and a field written twice is refused. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/yaml", "application/x-yaml", "text/yaml"})
class FilledReader implements MessageBodyReader<Filled> {

    // Definitions are a few levels deep; deeper nesting is only ever an attack on the parser.
    private static final int DEEPEST = 30;

    private static final ObjectMapper JSON = exact(JsonMapper.builder().build());
    private static final ObjectMapper YAML = exact(YAMLMapper.builder(
                    YAMLFactory.builder().loaderOptions(loaderOptions()).build())
            // NO is Norway, and "on" is a field.
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build());

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Filled.class;
    }

    @Override
    public Filled readFrom(
            Class<Filled> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var yaml = mediaType.getSubtype().endsWith("yaml");
        try {
            var bytes = body.readAllBytes();
            return new Filled(bytes.length == 0 ? null : (yaml ? YAML : JSON).readValue(bytes, Object.class));
        } catch (JsonProcessingException unreadable) {
            throw Problem.badRequest(
                    yaml ? "malformed_yaml" : "malformed_json",
                    "The body is not valid " + (yaml ? "YAML" : "JSON") + where(unreadable));
        }
    }

    private static String where(JsonProcessingException unreadable) {
        var at = unreadable.getLocation();
        return at == null ? "." : " at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
    }

    private static ObjectMapper exact(ObjectMapper mapper) {
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        return mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    private static LoaderOptions loaderOptions() {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        return options;
    }
}
