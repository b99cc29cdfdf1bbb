package io.grapevine.notification.text;

import java.net.URI;
import java.util.Map;

/** A POST to a provider that the operator named. Its text holds personal data and a token, so the record's own says neither. */
public record ProviderCall(URI url, Map<String, String> headers, String body) {

    public ProviderCall {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "ProviderCall[" + url.getHost() + "]";
    }
}
