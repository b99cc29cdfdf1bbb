package io.grapevine.benchmark.ingest;

import io.grapevine.benchmark.load.Post;
import io.grapevine.benchmark.load.Requests;
import java.time.Instant;
import java.util.List;

/**
 * Batches as a busy site sends them: of ten events six clicks, one share, one sign-up and two purchases, every one with an id of its own.
 * No personal fields: what they cost is encryption, for which the raw producer has no counterpart.
 *
 * @param run tells this run's ids from those of every other
 */
public record EventBatches(int port, String key, String run, List<String> codes, Instant at) implements Requests {

    public static final int BATCH = 500;
    private static final int KINDS = 10;

    public EventBatches {
        if (codes.isEmpty()) throw new IllegalArgumentException("events must name a code");
        codes = List.copyOf(codes);
    }

    @Override
    public byte[] request(long number) {
        var body = new StringBuilder("{\"events\":[");
        for (long event = number * BATCH; event < (number + 1) * BATCH; event++) {
            if (event > number * BATCH) body.append(',');
            append(event, body);
        }
        return Post.events(port, key, body.append("]}"));
    }

    /** One event as it stands in its batch. */
    public String event(long number) {
        var text = new StringBuilder();
        append(number, text);
        return text.toString();
    }

    private void append(long number, StringBuilder to) {
        var code = codes.get((int) (number % codes.size()));
        int kind = (int) (number % KINDS);
        to.append("{\"type\":\"")
                .append(type(kind))
                .append("\",\"id\":\"")
                .append(run)
                .append('-')
                .append(number);
        to.append("\",\"time\":\"").append(at).append("\",\"data\":{");
        switch (kind) {
            case 6 -> share(code, to);
            case 7 -> signUp(code, number, to);
            case 8, 9 -> purchase(code, number, to);
            default -> click(code, number, to);
        }
        to.append("}}");
    }

    private static String type(int kind) {
        return switch (kind) {
            case 6 -> "share";
            case 7 -> "signup";
            case 8, 9 -> "purchase";
            default -> "click";
        };
    }

    private void click(String code, long number, StringBuilder to) {
        to.append("\"referralCode\":\"")
                .append(code)
                .append("\",\"visitorId\":\"v-")
                .append(run)
                .append('-')
                .append(number);
        to.append(
                "\",\"url\":\"https://shop.example/welcome?utm_source=newsletter\",\"referrer\":\"https://forum.example/tea\"");
        to.append(",\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0\"");
    }

    private static void share(String code, StringBuilder to) {
        to.append("\"referralCode\":\"").append(code).append("\",\"channel\":\"whatsapp\"");
    }

    private void signUp(String code, long number, StringBuilder to) {
        to.append("\"customerId\":\"c-").append(run).append('-').append(number);
        to.append("\",\"referralCode\":\"").append(code).append("\",\"country\":\"DE\"");
    }

    private void purchase(String code, long number, StringBuilder to) {
        to.append("\"orderId\":\"o-").append(run).append('-').append(number);
        to.append("\",\"customerId\":\"c-").append(run).append('-').append(number);
        to.append("\",\"referralCode\":\"").append(code).append("\",\"amount\":4999,\"currency\":\"EUR\",\"tax\":798");
    }
}
