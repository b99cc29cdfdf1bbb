package io.grapevine.acceptance.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an export line by line and keeps what does not fit; a file of any length takes the memory of its transfers' ids. */
final class LedgerAudit {
    /** After so many there is nothing more to learn. */
    private static final int MOST_PROBLEMS = 20;

    private static final Set<Integer> KNOWN_FORMS = Set.of(1, 2);
    private static final String STATEMENT = "statement";

    /** Where a chain is. */
    record Head(long sequence, String hash) {
        private static final Head START = new Head(0, ExportedTransfer.NOTHING_BEFORE);
    }

    private final Map<Integer, Head> earlier;
    private final Map<Integer, Head> heads = new TreeMap<>();
    private final Map<String, Head> places = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, BigInteger> moved = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable JsonNode beginning;
    private @Nullable JsonNode end;
    private long transfers;
    private long unsealed;

    /** @param earlier heads that somebody kept: the chains must still go through them */
    LedgerAudit(Map<Integer, Head> earlier) {
        this.earlier = new TreeMap<>(earlier);
    }

    /**
     * What the file is and whether it holds.
     *
     * @param heads where the chains end; of a statement, nowhere
     */
    record Findings(
            String kind,
            String tenantId,
            @Nullable String account,
            long transfers,
            long unsealed,
            Set<String> currencies,
            Map<Integer, Head> heads,
            List<String> problems) {

        Findings {
            currencies = Set.copyOf(currencies);
            heads = new TreeMap<>(heads);
            problems = List.copyOf(problems);
        }
    }

    void take(JsonNode line) {
        if (end != null) problem("something follows the end");
        switch (line.path("type").asText()) {
            case "ledger", STATEMENT -> begin(line);
            case "transfer" -> take(ExportedTransfer.read(line));
            case "end" -> end = line;
            default -> throw new UnreadableExport("a line of unknown type " + line.path("type"));
        }
    }

    private void begin(JsonNode line) {
        if (beginning != null) problem("it begins twice");
        if (!KNOWN_FORMS.contains(line.path("form").asInt()))
            throw new UnreadableExport("hashes of form " + line.path("form") + " are not known here");
        beginning = line;
    }

    private void take(ExportedTransfer transfer) {
        if (beginning == null) throw new UnreadableExport("it does not begin with what it is");
        transfers++;
        if (!seen.add(transfer.id())) problem(transfer.id() + " comes twice");
        transfer.imbalance().ifPresent(wrong -> problem(transfer.id() + " " + wrong));
        var account = beginning.path("account").asText();
        for (var side : transfer.sides())
            if (!isStatement() || side.account().equals(account))
                moved.merge(side.currency(), BigInteger.valueOf(side.minor()), BigInteger::add);
        if (isStatement()
                && transfer.sides().stream().noneMatch(side -> side.account().equals(account)))
            problem(transfer.id() + " does not move " + account);
        if (transfer.seal() == null) unsealed();
        else link(transfer, transfer.seal());
    }

    private void unsealed() {
        unsealed++;
        if (!isStatement()) problem("a sealed ledger holds a transfer without seal");
    }

    private void link(ExportedTransfer transfer, ExportedTransfer.Seal seal) {
        var before = isStatement() ? said(seal) : heads.getOrDefault(seal.shard(), Head.START);
        if (seal.sequence() != before.sequence() + 1)
            problem("shard " + seal.shard() + ": seal " + (before.sequence() + 1) + " is missing");
        else if (!transfer.hashAfter(before.hash(), tenant(), seal.form()).equals(seal.hash()))
            problem(seal.place() + ": " + transfer.id() + ", or one before it, was changed, or is another tenant's");
        if (seal.previous() != null && !seal.previous().equals(before.hash()))
            problem(seal.place() + " does not follow the seal before it");
        var head = new Head(seal.sequence(), seal.hash());
        var kept = earlier.get(seal.shard());
        if (kept != null && kept.sequence() == seal.sequence() && !kept.hash().equals(seal.hash()))
            problem(seal.place() + " is not what it was in the earlier export");
        if (isStatement()) places.put(seal.place(), head);
        else heads.put(seal.shard(), head);
    }

    private static Head said(ExportedTransfer.Seal seal) {
        var previous = seal.previous() == null ? ExportedTransfer.NOTHING_BEFORE : seal.previous();
        return new Head(seal.sequence() - 1, previous);
    }

    /** Seals of a statement that the ledger must have, by their place. */
    Map<String, Head> places() {
        return Map.copyOf(places);
    }

    Findings findings() {
        if (beginning == null) throw new UnreadableExport("there is nothing in it");
        if (end == null) problem("its end is missing: the file was cut off");
        else close(beginning, end);
        return new Findings(
                beginning.path("type").asText(),
                beginning.path("tenantId").asText(),
                isStatement() ? beginning.path("account").asText() : null,
                transfers,
                unsealed,
                moved.keySet(),
                heads,
                problems);
    }

    private void close(JsonNode begun, JsonNode ended) {
        if (ended.path("transfers").asLong() != transfers)
            problem("it says " + ended.path("transfers") + " transfers and has " + transfers);
        if (isStatement()) closeAccount(begun, ended);
        else closeChains(ended);
    }

    private void closeChains(JsonNode ended) {
        if (!headsOf(ended).equals(heads)) problem("its chains do not end where it says");
        earlier.forEach((shard, kept) -> {
            if (heads.getOrDefault(shard, Head.START).sequence() < kept.sequence())
                problem("shard " + shard + " is shorter than in the earlier export");
        });
    }

    private void closeAccount(JsonNode begun, JsonNode ended) {
        var sums = new TreeMap<>(moved);
        begun.path("opening")
                .properties()
                .forEach(had -> sums.merge(had.getKey(), had.getValue().bigIntegerValue(), BigInteger::add));
        var closing = new TreeMap<String, BigInteger>();
        ended.path("closing")
                .properties()
                .forEach(has -> closing.put(has.getKey(), has.getValue().bigIntegerValue()));
        if (!sums.equals(closing)) problem("what it had and what moved make " + sums + ", it says " + closing);
    }

    private String tenant() {
        return beginning == null ? "" : beginning.path("tenantId").asText();
    }

    private boolean isStatement() {
        return beginning != null && beginning.path("type").asText().equals(STATEMENT);
    }

    /** Where an export says that its chains end. */
    static Map<Integer, Head> headsOf(JsonNode end) {
        var heads = new TreeMap<Integer, Head>();
        for (var head : end.path("heads"))
            heads.put(
                    head.path("shard").asInt(),
                    new Head(head.path("sequence").asLong(), head.path("hash").asText()));
        return heads;
    }

    private void problem(String what) {
        if (problems.size() < MOST_PROBLEMS) problems.add(what);
    }
}
