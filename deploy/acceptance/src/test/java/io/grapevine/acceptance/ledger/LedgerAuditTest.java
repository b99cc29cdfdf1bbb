package io.grapevine.acceptance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LedgerAuditTest {

    private static final int EACH = 60;
    private static final int TAMPERINGS = 100;

    /** What somebody might do to one line of the file. */
    private static final List<BiConsumer<List<ObjectNode>, Integer>> WAYS = List.of(
            (lines, at) -> entry(lines, at)
                    .put("amountMinor", entry(lines, at).path("amountMinor").asLong() + 1),
            (lines, at) -> entry(lines, at).put("account", "payable:eve"),
            (lines, at) -> entry(lines, at).put("currency", "USD"),
            (lines, at) -> lines.get(at).put("programKey", "other"),
            (lines, at) -> lines.get(at).put("rewardId", "rew_other"),
            (lines, at) -> lines.get(at).put("change", 2),
            (lines, at) -> lines.get(at).put("postedAt", "2026-03-02T10:00:00Z"),
            (lines, at) -> lines.get(at).put("transferId", "rew_other:1"),
            (lines, at) ->
                    lines.get(at).put("sequence", lines.get(at).path("sequence").asLong() + 1),
            (lines, at) -> lines.get(at).put("shard", 3),
            (lines, at) -> lines.get(at).put("hash", "0".repeat(64)),
            (lines, at) -> lines.get(at).remove("form"),
            (lines, at) -> lines.get(at).put("form", 1),
            (lines, at) -> lines.getFirst().put("tenantId", "eve"),
            (lines, at) -> lines.get(at).put("previous", "0".repeat(63) + "1"),
            (lines, at) -> swapEntries(lines.get(at)),
            (lines, at) -> lines.remove((int) at),
            (lines, at) -> lines.add(at, lines.get(at).deepCopy()),
            (lines, at) -> lines.add(at + 1, lines.remove((int) at)),
            (lines, at) -> lines.subList(at, lines.size()).clear(),
            (lines, at) -> lines.subList(at, lines.size() - 1).clear());

    @Test
    void anUntouchedLedgerHoldsAndSaysWhatItIs() {
        // When
        var findings = audit(Exports.ledger(EACH), Map.of()).findings();
        // Then
        assertThat(findings.problems()).isEmpty();
        assertThat(findings.transfers()).isEqualTo(2 * EACH);
        assertThat(findings.currencies()).containsExactlyInAnyOrder("EUR", "JPY", "BHD", "CLF");
        assertThat(findings.heads())
                .hasSize(2)
                .allSatisfy((shard, head) -> assertThat(head.sequence()).isEqualTo(EACH));
        assertThat(audit(Exports.ledger(0), Map.of()).findings().problems()).isEmpty();
    }

    @Test
    void aHundredRandomChangesOfOneLineAreFoundOneByOne() {
        var random = new Random(20261123);
        for (var i = 0; i < TAMPERINGS; i++) {
            // Given
            var lines = Exports.ledger(EACH);
            // When
            WAYS.get(i % WAYS.size()).accept(lines, 1 + random.nextInt(EACH - 1));
            // Then
            assertThat(audit(lines, Map.of()).findings().problems())
                    .as("way " + i % WAYS.size())
                    .isNotEmpty();
        }
    }

    @Test
    void aLaterExportGoesThroughTheHeadsOfTheEarlierOne() {
        // Given
        var earlier = audit(Exports.ledger(EACH), Map.of()).findings().heads();
        // Then
        assertThat(audit(Exports.ledger(EACH + 1), earlier).findings().problems())
                .isEmpty();
        // When: history ends earlier, whole in itself
        var shorter = audit(Exports.ledger(EACH - 1), earlier).findings().problems();
        assertThat(shorter)
                .containsExactly(
                        "shard 0 is shorter than in the earlier export",
                        "shard 1 is shorter than in the earlier export");
        // When: history was written anew
        var other = Map.of(1, new LedgerAudit.Head(7, "0".repeat(64)));
        assertThat(audit(Exports.ledger(EACH), other).findings().problems())
                .containsExactly("shard 1, seal 7 is not what it was in the earlier export");
    }

    @Test
    void aStatementHoldsWhenWhatItHadAndWhatMovedMakeWhatItHas() {
        // Given
        var ledger = Exports.ledger(EACH);
        var statement = Exports.statement(ledger, "payable:p4", -500);
        // When
        var audit = audit(statement, Map.of());
        // Then
        assertThat(audit.findings().problems()).isEmpty();
        assertThat(audit.findings().account()).isEqualTo("payable:p4");
        assertThat(audit.places()).containsOnlyKeys("shard 0, seal 5", "shard 1, seal 5");
    }

    @Test
    void aStatementThatWasChangedDoesNotHold() {
        // Given
        var ledger = Exports.ledger(EACH);
        // Then
        assertThat(changed(ledger, lines -> ((ObjectNode) lines.getFirst().path("opening")).put("EUR", -499)))
                .isNotEmpty();
        assertThat(changed(ledger, lines -> ((ObjectNode) lines.getLast().path("closing")).put("EUR", -1)))
                .isNotEmpty();
        assertThat(changed(ledger, lines -> lines.remove(1))).isNotEmpty();
        assertThat(changed(ledger, lines -> entry(lines, 1).put("account", "payable:eve")))
                .isNotEmpty();
    }

    @Test
    void aFileThatIsNoExportIsNotReadAsOne() {
        assertThatThrownBy(() -> audit(List.of(), Map.of()).findings()).isInstanceOf(UnreadableExport.class);
        var unknown = Exports.ledger(1);
        unknown.getFirst().put("form", 3);
        assertThatThrownBy(() -> audit(unknown, Map.of())).isInstanceOf(UnreadableExport.class);
        var headless = Exports.ledger(1);
        headless.removeFirst();
        assertThatThrownBy(() -> audit(headless, Map.of())).isInstanceOf(UnreadableExport.class);
        var wordy = Exports.ledger(1);
        wordy.get(1).put("change", "one");
        assertThatThrownBy(() -> audit(wordy, Map.of())).isInstanceOf(UnreadableExport.class);
    }

    private static List<String> changed(List<ObjectNode> ledger, Consumer<List<ObjectNode>> change) {
        var statement = new ArrayList<>(Exports.statement(ledger, "payable:p4", -500));
        change.accept(statement);
        return audit(statement, Map.of()).findings().problems();
    }

    private static LedgerAudit audit(List<ObjectNode> lines, Map<Integer, LedgerAudit.Head> earlier) {
        var audit = new LedgerAudit(earlier);
        lines.forEach(audit::take);
        return audit;
    }

    private static ObjectNode entry(List<ObjectNode> lines, int at) {
        return (ObjectNode) lines.get(at).path("entries").path(1);
    }

    private static void swapEntries(ObjectNode line) {
        var entries = line.withArray("entries");
        entries.add(entries.remove(0));
    }
}
