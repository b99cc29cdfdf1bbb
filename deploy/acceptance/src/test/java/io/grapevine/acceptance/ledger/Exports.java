package io.grapevine.acceptance.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.rewardissuing.ledger.Account;
import io.grapevine.rewardissuing.ledger.Entry;
import io.grapevine.rewardissuing.ledger.SealChain;
import io.grapevine.rewardissuing.ledger.SealedTransfer;
import io.grapevine.rewardissuing.ledger.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes exports as the service would, with its own core; the verifier that reads them shares no code with it. */
final class Exports {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant POSTED_AT = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "BHD", "CLF");
    private static final int CHAINS = 2;

    private Exports() {}

    /** A ledger of two chains with so many transfers each; people's ids as awkward as sites make them. */
    static List<ObjectNode> ledger(int transfersEach) {
        var lines = new ArrayList<ObjectNode>();
        lines.add(JSON.createObjectNode().put("type", "ledger").put("form", 2).put("tenantId", "demo"));
        var end = JSON.createObjectNode().put("type", "end").put("transfers", CHAINS * transfersEach);
        for (var shard = 0; shard < CHAINS; shard++) {
            var chain = chain(shard, transfersEach);
            lines.addAll(chain);
            if (chain.isEmpty()) continue;
            end.withArray("heads")
                    .addObject()
                    .put("shard", shard)
                    .put("sequence", transfersEach)
                    .put("hash", chain.getLast().path("hash").asText());
        }
        lines.add(end);
        return lines;
    }

    /** What moved one account, of the transfers that a ledger holds. */
    static List<ObjectNode> statement(List<ObjectNode> ledger, String account, long opening) {
        var lines = new ArrayList<ObjectNode>();
        var beginning = JSON.createObjectNode()
                .put("type", "statement")
                .put("form", 2)
                .put("tenantId", "demo")
                .put("account", account);
        beginning.putObject("opening").put("EUR", opening);
        lines.add(beginning);
        var closing = opening;
        for (var line : ledger) {
            for (var entry : line.path("entries")) {
                if (!entry.path("account").asText().equals(account)) continue;
                lines.add(line.deepCopy());
                closing += entry.path("amountMinor").asLong();
            }
        }
        var end = JSON.createObjectNode().put("type", "end").put("transfers", lines.size() - 1);
        end.putObject("closing").put("EUR", closing);
        lines.add(end);
        return lines;
    }

    private static List<ObjectNode> chain(int shard, int transfers) {
        var lines = new ArrayList<ObjectNode>();
        var sealed = new ArrayList<SealedTransfer>();
        for (var i = 0; i < transfers; i++) sealed.add(transfer(shard, i));
        var seals = SealChain.startOf(shard).seal(sealed);
        for (var i = 0; i < transfers; i++) {
            var line = line(sealed.get(i));
            line.put("shard", shard)
                    .put("sequence", seals.get(i).sequence())
                    .put("hash", seals.get(i).hash())
                    .put("form", seals.get(i).form().number());
            if (i > 0) line.put("previous", seals.get(i - 1).hash());
            lines.add(line);
        }
        return lines;
    }

    private static SealedTransfer transfer(int shard, int i) {
        var reward = "rew_" + shard + "_" + i;
        var currency = CURRENCIES.get(i % CURRENCIES.size());
        var entries = List.of(
                new Entry(Account.expense("demo"), currency, 100 + i),
                new Entry(Account.held("zoë:7;3:x🎈"), currency, -40),
                new Entry(Account.payable("p" + i), currency, -60 - i));
        return new SealedTransfer(
                "demo", new Transfer(reward + ":1", entries), "demo", reward, 1, POSTED_AT.plusMillis(i));
    }

    private static ObjectNode line(SealedTransfer sealed) {
        var line = JSON.createObjectNode()
                .put("type", "transfer")
                .put("transferId", sealed.transfer().id())
                .put("programKey", sealed.programKey())
                .put("rewardId", sealed.rewardId())
                .put("change", sealed.sequence())
                .put("postedAt", sealed.postedAt().toString());
        for (var entry : sealed.transfer().entries())
            line.withArray("entries")
                    .addObject()
                    .put("account", entry.account().name())
                    .put("currency", entry.currency())
                    .put("amountMinor", entry.amountMinor());
        return line;
    }
}
