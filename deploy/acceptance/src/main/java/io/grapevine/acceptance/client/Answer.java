package io.grapevine.acceptance.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;

/** What the system answered; {@code text} is the body as it came. */
public record Answer(String request, int status, HttpHeaders headers, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();
    // Enough to see what is wrong without filling the screen.
    private static final int LONGEST_EXCERPT = 600;

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body; missing if it is no JSON. */
    public JsonNode json() {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** This answer if it is a success. */
    public Answer orThrow() {
        if (!isSuccess()) throw new UnexpectedAnswer(this);
        return this;
    }

    String excerpt() {
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
    }
}
