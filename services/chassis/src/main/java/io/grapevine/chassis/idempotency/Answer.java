package io.grapevine.chassis.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.events.EventJson;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An answer that can be given again, byte for byte. */
public record Answer(int status, String body) {

    public static Answer of(int status, Object body) {
        try {
            return new Answer(status, EventJson.mapper().writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the answer cannot be written as JSON", e);
        }
    }

    public Response toResponse() {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build();
    }
}
