package io.grapevine.notification.text;

import java.time.Instant;
import java.util.Map;

/**
 * What somebody who says to be a provider posted to us.
 *
 * @param url as the provider was given it, not as the request says it was called
 * @param headers with names in lower case
 * @param at when it came
 */
public record Callback(String url, Map<String, String> headers, byte[] body, Instant at) {

    public Callback {
        headers = Map.copyOf(headers);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Its text holds a number and perhaps words of a person. */
    @Override
    public String toString() {
        return "Callback[…]";
    }
}
