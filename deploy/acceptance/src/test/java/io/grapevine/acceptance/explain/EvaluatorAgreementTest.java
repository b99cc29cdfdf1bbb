package io.grapevine.acceptance.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Services and evaluator share no code; this holds that they decide alike, over decisions drawn from seeds. {@code make properties} draws
 * more of them: {@code -Dproperties.decisions} says how many, {@code -Dproperties.seed} where to begin.
 */
class EvaluatorAgreementTest {
    private static final int DECISIONS = Integer.getInteger("properties.decisions", 2_000);
    private static final long SEED = Long.getLong("properties.seed", 20_261_122);
    // So many reach every way to decide but for a very unlucky seed.
    private static final int ENOUGH = 10_000;

    private static final String[] EVERY_WAY = {
        "purchase binding attributed",
        "purchase binding refused fraud_signals",
        "purchase binding review fraud_signals",
        "purchase binding unattributed credit_expired",
        "purchase binding unattributed other_program",
        "purchase journey attributed",
        "purchase journey refused cycle",
        "purchase journey refused self_referral",
        "purchase journey unattributed expired",
        "purchase journey unattributed invalid_code",
        "purchase journey unattributed no_touch",
        "purchase journey unattributed other_program",
        "purchase journey unattributed consent_denied",
        "purchase journey unattributed consent_pending",
        "purchase terms unattributed consent_denied",
        "purchase terms unattributed consent_pending",
        "purchase touch unattributed consent_denied",
        "purchase touch unattributed consent_pending",
        "signup touch unattributed consent_denied",
        "signup touch unattributed consent_pending",
        "purchase terms unattributed credit_expired",
        "purchase terms unattributed existing_customer",
        "purchase terms unattributed not_bound",
        "purchase terms unattributed not_eligible",
        "purchase terms unattributed other_program",
        "purchase terms unattributed too_late",
        "purchase touch attributed",
        "purchase touch refused fraud_signals",
        "purchase touch review fraud_signals",
        "purchase touch refused cycle",
        "purchase touch refused self_referral",
        "purchase touch unattributed expired",
        "purchase touch unattributed invalid_code",
        "purchase touch unattributed no_touch",
        "purchase touch unattributed other_program",
        "signup journey attributed",
        "signup journey unattributed existing_customer",
        "signup touch attributed",
        "signup touch refused fraud_signals",
        "signup touch review fraud_signals",
        "signup touch refused cycle",
        "signup touch refused self_referral",
        "signup touch unattributed existing_customer",
        "signup touch unattributed other_program",
        "signup touch unattributed too_late",
        "upline"
    };

    @Test
    void theEvaluatorReachesEveryDecisionFromItsRecordAlone() {
        var ways = new TreeSet<String>();
        var decided = 0;
        for (var seed = SEED; decided < DECISIONS; seed++) {
            for (var decision : DrawnWorld.decisions(seed)) {
                // When
                var differences = Agreement.differences(RecordJson.read(json(decision)));
                // Then
                assertThat(differences).as("seed %d: %s", seed, json(decision)).isEmpty();
                ways.add(way(decision));
                if (!decision.upline().isEmpty()) ways.add("upline");
                decided++;
            }
        }
        assertThat(decided).isGreaterThanOrEqualTo(DECISIONS);
        if (decided >= ENOUGH) assertThat(ways).contains(EVERY_WAY);
    }

    private static String way(ConversionDecided decided) {
        var reason = decided.reason();
        return decided.kind().wireName() + " " + decided.explanation().rule() + " "
                + decided.outcome().wireName() + (reason == null ? "" : " " + reason.wireName());
    }

    static JsonNode json(ConversionDecided decided) {
        try {
            return EventJson.mapper().readTree(EventJson.write(decided));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
