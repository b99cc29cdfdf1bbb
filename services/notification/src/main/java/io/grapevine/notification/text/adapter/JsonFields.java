package io.grapevine.notification.text.adapter;

import com.fasterxml.jackson.core.type.TypeReference;
import io.grapevine.events.EventJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider's document says by name: texts, numbers and truth values, all as text. */
final class JsonFields {

    private static final TypeReference<@Nullable Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private JsonFields() {}

    /** Empty for what is no JSON object. */
    static Optional<Map<String, String>> read(byte[] body) {
        try {
            var said = EventJson.mapper().readValue(body, FIELDS);
            if (said == null) return Optional.empty();
            var fields = new HashMap<String, String>();
            said.forEach((name, value) -> {
                if (value instanceof String || value instanceof Number || value instanceof Boolean)
                    fields.put(name, value.toString());
            });
            return Optional.of(fields);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
