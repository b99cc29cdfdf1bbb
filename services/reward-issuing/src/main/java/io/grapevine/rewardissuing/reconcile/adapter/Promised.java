package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What some versions of programs promise, and how the programs limit it.
 *
 * @param budgeted programs that have a budget, or had one
 */
record Promised(Map<ProgramVersion, Terms> terms, CountedRules counted, Set<String> budgeted) {

    /** @param counted null = none of the program's rules */
    @JsonNaming(SnakeCaseStrategy.class)
    record Row(
            String programKey,
            int version,
            String restatedBy,
            Terms terms,
            @Nullable Set<String> counted,
            boolean budgeted) {

        ProgramVersion named() {
            return new ProgramVersion(programKey, version, restatedBy);
        }

        Set<String> rules() {
            return counted == null ? Set.of() : counted;
        }
    }

    static Promised of(List<Row> rows) {
        return new Promised(
                rows.stream().collect(Collectors.toMap(Row::named, Row::terms)),
                new CountedRules(
                        rows.stream().collect(Collectors.toMap(Row::programKey, Row::rules, (one, other) -> one))),
                rows.stream().filter(Row::budgeted).map(Row::programKey).collect(Collectors.toSet()));
    }
}
