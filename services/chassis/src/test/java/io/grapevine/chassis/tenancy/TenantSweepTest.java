package io.grapevine.chassis.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantSweepTest {

    private static final int MOST = 10;

    private final Map<String, Integer> left = new HashMap<>();
    private final List<String> transactions = new ArrayList<>();

    @Test
    void tenantsAreSweptOneAfterTheOtherAndEachToItsEnd() {
        // Given
        left.putAll(Map.of("a", 25, "b", 3));
        // When
        sweep("a", "b");
        // Then
        assertThat(transactions).containsExactly("a", "a", "a", "b");
        assertThat(left).containsOnly(Map.entry("a", 0), Map.entry("b", 0));
    }

    @Test
    void aTransactionThatTookAllItMayIsFollowedByAnother() {
        // Given
        left.put("a", MOST);
        // When
        sweep("a");
        // Then
        assertThat(transactions).containsExactly("a", "a");
    }

    @Test
    void aTenantWithNothingLeftCostsOneTransaction() {
        // Given
        left.put("a", 0);
        // When
        sweep("a");
        // Then
        assertThat(transactions).containsExactly("a");
    }

    @Test
    void whatFailsForOneTenantHoldsUpNoOther() {
        // Given no rows of b, which fails
        left.putAll(Map.of("a", 1, "c", 1));
        // When
        sweep("a", "b", "c");
        // Then
        assertThat(left).containsOnly(Map.entry("a", 0), Map.entry("c", 0));
    }

    @Test
    void aSweepThatCannotLearnItsTenantsEndsAndIsReadyForTheNext() {
        // Given
        left.put("a", 1);
        Uni<List<String>> unknown = Uni.createFrom().failure(new IllegalStateException("the database is away"));
        // When
        TenantSweep.sweep("old rows", unknown, MOST, this::transaction).await().indefinitely();
        sweep("a");
        // Then
        assertThat(transactions).containsExactly("a");
    }

    private void sweep(String... tenants) {
        TenantSweep.sweep("old rows", Uni.createFrom().item(List.of(tenants)), MOST, this::transaction)
                .await()
                .indefinitely();
    }

    private Uni<Integer> transaction(String tenantId) {
        transactions.add(tenantId);
        var rows = left.get(tenantId);
        if (rows == null) return Uni.createFrom().failure(new IllegalStateException("no rows of " + tenantId));
        int taken = Math.min(rows, MOST);
        left.put(tenantId, rows - taken);
        return Uni.createFrom().item(taken);
    }
}
