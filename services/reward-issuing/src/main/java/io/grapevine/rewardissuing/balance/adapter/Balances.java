package io.grapevine.rewardissuing.balance.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.EventJson;
import io.grapevine.events.RewardKind;
import io.grapevine.rewardissuing.balance.Amounts;
import io.grapevine.rewardissuing.balance.Balance;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Balances as they stand; who is known without having any has none, who is not known is nobody. */
final class Balances {

    // A participant is a person in one program; everybody else is a person over all programs.
    private static final String OF_PERSON = """
            select cast(to_jsonb(b) as text) from balances b \
            where b.tenant_id = (select current_setting('grapevine.tenant', true)) and (b.program_key, b.external_id) in \
            (select p.program_key, p.external_id from participants p where p.participant_id = :person) \
            union all select cast(to_jsonb(b) as text) from balances b \
            where b.tenant_id = (select current_setting('grapevine.tenant', true)) and b.external_id = :person and not exists (select from participants p where p.participant_id = :person)""";
    private static final String IS_KNOWN = """
            select exists (select from participants p where p.participant_id = :person or p.external_id = :person) \
            or exists (select from decisions d where d.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and d.customer_id = :person)""";
    // By code point: the column is collated "C".
    private static final String PAGE = """
            select cast(to_jsonb(b) as text) from balances b join (select distinct external_id from balances \
            where tenant_id = (select current_setting('grapevine.tenant', true)) and external_id > :after \
            and (:program = '' or program_key = :program) order by external_id limit :most) as people \
            using (external_id) where b.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and (:program = '' or b.program_key = :program) order by b.external_id""";

    private Balances() {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record BalanceRow(
            String externalId,
            String currency,
            RewardKind kind,
            long heldMinor,
            long releasedMinor,
            long paidMinor,
            long clawedBackMinor) {

        Balance.Part part() {
            return new Balance.Part(currency, kind, new Amounts(heldMinor, releasedMinor, paidMinor, clawedBackMinor));
        }
    }

    /** A person and what the person has. */
    record PersonBalances(String externalId, List<BalanceResponse.CurrencyBalance> balances) {}

    /** A page of people, by their id; {@code next} is absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BalancePage(List<PersonBalances> items, @Nullable String next) {}

    /** @param person a participantId, else a customerId; empty if nobody has it */
    static Uni<Optional<BalanceResponse>> of(Mutiny.StatelessSession session, String person) {
        return session.createNativeQuery(OF_PERSON, String.class)
                .setParameter("person", person)
                .getResultList()
                .chain(rows -> rows.isEmpty()
                        ? withoutAny(session, person)
                        : Uni.createFrom().item(some(rows)));
    }

    static Uni<BalancePage> page(Mutiny.StatelessSession session, String programKey, String after, int limit) {
        return session.createNativeQuery(PAGE, String.class)
                .setParameter("program", programKey)
                .setParameter("after", after)
                .setParameter("most", limit + 1)
                .getResultList()
                .map(rows -> page(rows, limit));
    }

    private static Uni<Optional<BalanceResponse>> withoutAny(Mutiny.StatelessSession session, String person) {
        return session.createNativeQuery(IS_KNOWN, Boolean.class)
                .setParameter("person", person)
                .getSingleResult()
                .map(known -> known ? Optional.of(new BalanceResponse(List.of())) : Optional.empty());
    }

    private static Optional<BalanceResponse> some(List<String> rows) {
        return Optional.of(BalanceResponse.of(
                Balance.of(rows.stream().map(row -> read(row).part()).toList())));
    }

    private static BalancePage page(List<String> rows, int limit) {
        Map<String, List<Balance.Part>> people = rows.stream()
                .map(Balances::read)
                .collect(Collectors.groupingBy(
                        BalanceRow::externalId,
                        LinkedHashMap::new,
                        Collectors.mapping(BalanceRow::part, Collectors.toList())));
        var items = people.entrySet().stream()
                .limit(limit)
                .map(person -> new PersonBalances(
                        person.getKey(),
                        BalanceResponse.of(Balance.of(person.getValue())).balances()))
                .toList();
        return new BalancePage(items, people.size() > limit ? items.getLast().externalId() : null);
    }

    private static BalanceRow read(String row) {
        try {
            return EventJson.mapper().readValue(row, BalanceRow.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds no balance", e);
        }
    }
}
