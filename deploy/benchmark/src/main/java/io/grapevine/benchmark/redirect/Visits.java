package io.grapevine.benchmark.redirect;

import io.grapevine.benchmark.load.Requests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** People who follow links with the headers that browsers send, each code in turn, each browser in turn. */
public final class Visits implements Requests {

    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36");

    private static final String REQUEST = """
            GET /r/%s?utm_source=newsletter&utm_medium=email HTTP/1.1
            Host: localhost:%d
            Connection: keep-alive
            Upgrade-Insecure-Requests: 1
            User-Agent: %s
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8
            Sec-Fetch-Site: cross-site
            Sec-Fetch-Mode: navigate
            Sec-Fetch-User: ?1
            Sec-Fetch-Dest: document
            Referer: https://forum.example/threads/where-do-you-buy-your-tea
            Accept-Encoding: gzip, deflate, br, zstd
            Accept-Language: en-GB,en;q=0.9,de;q=0.8

            """;

    private final List<byte[]> requests = new ArrayList<>();

    public Visits(int port, List<String> codes) {
        if (codes.isEmpty()) throw new IllegalArgumentException("nobody can follow no code");
        // Every code with every browser: the number of codes must not decide who sees which.
        for (var browser : BROWSERS) {
            for (var code : codes) {
                var text = REQUEST.formatted(code, port, browser).replace("\n", "\r\n");
                requests.add(text.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    @Override
    public byte[] request(long number) {
        return requests.get((int) (number % requests.size()));
    }
}
