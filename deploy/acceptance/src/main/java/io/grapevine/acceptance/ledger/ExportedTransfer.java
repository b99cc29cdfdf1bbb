package io.grapevine.acceptance.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as a line of an export has it.
 *
 * @param seal null where it was not sealed yet
 */
record ExportedTransfer(
        @Nullable Seal seal,
        String id,
        String programKey,
        String rewardId,
        int change,
        Instant postedAt,
        List<Side> sides) {

    private static final int HASH_BYTES = 32;
    static final String NOTHING_BEFORE = HexFormat.of().formatHex(new byte[HASH_BYTES]);
    private static final int FEWEST_SIDES = 2;
    private static final int WITHOUT_TENANT = 1;
    private static final int NAMING_THE_TENANT = 2;

    ExportedTransfer {
        sides = List.copyOf(sides);
    }

    /**
     * @param previous what the line says the link before it was; null for the first of its chain
     * @param form 1, or 2 where the hash is also over whose books these are
     */
    record Seal(int shard, long sequence, @Nullable String previous, String hash, int form) {
        String place() {
            return "shard " + shard + ", seal " + sequence;
        }
    }

    record Side(String account, String currency, long minor) {}

    /** @throws UnreadableExport if the line is not what an export writes */
    static ExportedTransfer read(JsonNode line) {
        try {
            var sides = new ArrayList<Side>();
            for (var entry : line.path("entries"))
                sides.add(new Side(text(entry, "account"), text(entry, "currency"), whole(entry, "amountMinor")));
            return new ExportedTransfer(
                    line.has("hash") ? seal(line) : null,
                    text(line, "transferId"),
                    text(line, "programKey"),
                    text(line, "rewardId"),
                    Math.toIntExact(whole(line, "change")),
                    Instant.parse(text(line, "postedAt")),
                    sides);
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new UnreadableExport("no transfer: " + unreadable.getMessage());
        }
    }

    private static Seal seal(JsonNode line) {
        return new Seal(
                Math.toIntExact(whole(line, "shard")),
                whole(line, "sequence"),
                line.has("previous") ? text(line, "previous") : null,
                text(line, "hash"),
                form(line));
    }

    private static int form(JsonNode line) {
        if (!line.has("form")) return WITHOUT_TENANT;
        var form = Math.toIntExact(whole(line, "form"));
        if (form < WITHOUT_TENANT || form > NAMING_THE_TENANT)
            throw new UnreadableExport("hashes of form " + form + " are not known here");
        return form;
    }

    /**
     * The link that commits to this transfer after another: SHA-256 over the link before and the transfer's text, in which every field
     * is preceded by its length in UTF-16 units and a colon, and followed by a semicolon; from form 2 on the tenant comes first.
     */
    String hashAfter(String previous, String tenantId, int form) {
        var text = new StringBuilder();
        if (form >= NAMING_THE_TENANT) append(text, tenantId);
        append(text, id);
        append(text, programKey);
        append(text, rewardId);
        append(text, Integer.toString(change));
        append(text, Long.toString(postedAt.toEpochMilli()));
        for (var side : sides) {
            append(text, side.account());
            append(text, side.currency());
            append(text, Long.toString(side.minor()));
        }
        var digest = sha256();
        digest.update(HexFormat.of().parseHex(previous));
        return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** What is wrong with it as a transfer: money that comes from nowhere, or goes nowhere. */
    Optional<String> imbalance() {
        if (sides.size() < FEWEST_SIDES) return Optional.of("has fewer than two entries");
        var sums = new TreeMap<String, BigInteger>();
        for (var side : sides) sums.merge(side.currency(), BigInteger.valueOf(side.minor()), BigInteger::add);
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue().signum() != 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .map(currency -> "does not sum to zero in " + currency);
    }

    private static void append(StringBuilder text, String field) {
        text.append(field.length()).append(':').append(field).append(';');
    }

    private static String text(JsonNode node, String field) {
        var value = node.path(field);
        if (!value.isTextual()) throw new UnreadableExport("a line has no " + field);
        return value.textValue();
    }

    private static long whole(JsonNode node, String field) {
        var value = node.path(field);
        if (!value.canConvertToLong() || !value.isIntegralNumber())
            throw new UnreadableExport("a line has no whole number " + field);
        return value.longValue();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
