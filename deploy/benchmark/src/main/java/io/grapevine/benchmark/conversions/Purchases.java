package io.grapevine.benchmark.conversions;

import io.grapevine.benchmark.load.Post;
import io.grapevine.benchmark.load.Requests;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Customers who signed up by a code, and their orders, numbered from 0.
 *
 * @param run tells this run's ids from those of every other
 * @param customers who buy in turn
 */
public record Purchases(int port, String key, String run, List<String> codes, int customers, Instant at) {

    public Purchases {
        if (codes.isEmpty()) throw new IllegalArgumentException("customers need a code to sign up by");
        if (customers < 1) throw new IllegalArgumentException("customers must be positive, was " + customers);
        codes = List.copyOf(codes);
    }

    /** Requests of {@code batch} orders each, the first with order {@code from}. */
    public Requests from(long from, int batch) {
        return request -> {
            var body = new StringBuilder("{\"events\":[");
            for (long order = from + request * batch; order < from + (request + 1) * batch; order++) {
                if (body.charAt(body.length() - 1) == '}') body.append(',');
                purchase(order, body);
            }
            return Post.events(port, key, body.append("]}"));
        };
    }

    /** The sign-up of one customer; all of them come before the first order. */
    public String signUp(int customer) {
        return """
                {"type":"signup","id":"s-%1$s-%2$d","time":"%3$s","data":{"customerId":"c-%1$s-%2$d","referralCode":"%4$s"}}""".formatted(run, customer, at, codes.get(customer % codes.size()));
    }

    /** The number of an order of this run; empty for any other. */
    public OptionalInt numberOf(String orderId) {
        var prefix = "o-" + run + "-";
        return orderId.startsWith(prefix)
                ? OptionalInt.of(Integer.parseInt(orderId, prefix.length(), orderId.length(), 10))
                : OptionalInt.empty();
    }

    private void purchase(long order, StringBuilder to) {
        to.append("{\"type\":\"purchase\",\"id\":\"p-").append(run).append('-').append(order);
        to.append("\",\"time\":\"").append(at.plusMillis(1 + order));
        to.append("\",\"data\":{\"orderId\":\"o-").append(run).append('-').append(order);
        to.append("\",\"customerId\":\"c-").append(run).append('-').append(order % customers);
        to.append("\",\"amount\":4999,\"currency\":\"EUR\"}}");
    }
}
