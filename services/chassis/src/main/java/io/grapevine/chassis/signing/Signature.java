package io.grapevine.chassis.signing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headers by which a receiver knows that a post is ours and not an old one played again: Standard Webhooks 1.0, symmetric
 * ({@code v1}) and asymmetric ({@code v1a}). The same three are sent as {@code svix-*}, which many frameworks verify out of the box.
 */
public final class Signature {

    private static final List<String> HEADER_FAMILIES = List.of("webhook", "svix");

    private Signature() {}

    /**
     * The headers of one attempt.
     *
     * @param signers all that are valid now: while one is rotated the receiver may know either, and gets a signature of each
     * @param webhookId the same over all attempts; must not contain a dot, which separates what is signed
     * @param at the time of this attempt, which receivers compare with their own clock
     */
    public static Map<String, String> headers(
            List<? extends Signer> signers, String webhookId, Instant at, byte[] body) {
        if (signers.isEmpty()) throw new IllegalArgumentException("an attempt needs a signing secret");
        if (webhookId.contains("."))
            throw new IllegalArgumentException("webhookId must not contain a dot: " + webhookId);
        var timestamp = Long.toString(at.getEpochSecond());
        var content = content(webhookId, timestamp, body);
        var signatures = signers.stream().map(signer -> signer.sign(content)).collect(Collectors.joining(" "));
        var headers = new LinkedHashMap<String, String>();
        for (var family : HEADER_FAMILIES) {
            headers.put(family + "-id", webhookId);
            headers.put(family + "-timestamp", timestamp);
            headers.put(family + "-signature", signatures);
        }
        return headers;
    }

    private static byte[] content(String webhookId, String timestamp, byte[] body) {
        var before = (webhookId + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        var content = Arrays.copyOf(before, before.length + body.length);
        System.arraycopy(body, 0, content, before.length, body.length);
        return content;
    }
}
