package io.grapevine.benchmark.load;

import java.nio.charset.StandardCharsets;

/** A whole POST of JSON as it goes on the wire. */
public final class Post {

    private static final String HEAD = """
            POST /v1/events HTTP/1.1
            Host: localhost:%d
            User-Agent: shop-backend/1.0
            Authorization: Bearer %s
            Content-Type: application/json
            Accept: application/json
            Content-Length: %d

            """;

    private Post() {}

    /** Plain JSON for {@code POST /v1/events}; ASCII only, so that a character is a byte. */
    public static byte[] events(int port, String key, CharSequence body) {
        var head = HEAD.formatted(port, key, body.length()).replace("\n", "\r\n");
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}
