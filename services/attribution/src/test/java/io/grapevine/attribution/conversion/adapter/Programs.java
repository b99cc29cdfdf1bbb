package io.grapevine.attribution.conversion.adapter;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.FraudTerms;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds programs for tests: the last touch of thirty days for everyone and for life, paying nothing, unless said otherwise. */
final class Programs {

    private final String key;
    private int number = 1;
    private @Nullable Instant from;
    private @Nullable List<List<AttributionTerms.TouchClass>> priority;
    private @Nullable Duration lateness;
    private @Nullable Boolean newCustomersOnly;
    private Terms.@Nullable Audience audience;
    private Terms.@Nullable Exclusivity exclusivity;
    private @Nullable FraudTerms fraud;
    private List<Terms.RewardRule> rules = List.of();

    private Programs(String key) {
        this.key = key;
    }

    static Programs of(String key) {
        return new Programs(key);
    }

    /** @param day since Monday from which it holds; null = always */
    Programs version(int version, @Nullable Integer day) {
        number = version;
        from = day == null ? null : Facts.MONDAY.plus(Duration.ofDays(day));
        return this;
    }

    Programs priority(List<List<AttributionTerms.TouchClass>> ranks) {
        priority = ranks;
        return this;
    }

    Programs lateness(Duration bound) {
        lateness = bound;
        return this;
    }

    Programs newCustomersOnly() {
        newCustomersOnly = true;
        return this;
    }

    Programs audience(Terms.Audience whose) {
        audience = whose;
        return this;
    }

    Programs exclusivity(Terms.Exclusivity towards) {
        exclusivity = towards;
        return this;
    }

    Programs fraud(FraudTerms terms) {
        fraud = terms;
        return this;
    }

    Programs pays(Terms.Trigger... triggers) {
        rules = Arrays.stream(triggers).map(Programs::rule).toList();
        return this;
    }

    /** Pays the advocate's advocate, too. */
    Programs deep() {
        var give = new Terms.Give(RewardKind.CASH, BigDecimal.TWO, null, null, null);
        rules = List.of(new Terms.RewardRule(
                "upline", Terms.Trigger.PURCHASE, Terms.Role.UPLINE, 2, false, null, give, Duration.ZERO));
        return this;
    }

    ProgramPublished published() {
        var attribution = new AttributionTerms(
                AttributionTerms.Model.LAST_TOUCH,
                new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.EXCLUSIVE),
                null,
                AttributionTerms.Binding.LIFETIME,
                null,
                null,
                null,
                null,
                priority,
                null,
                lateness);
        var eligibility = new Terms.Eligibility(null, List.of(), newCustomersOnly);
        var terms = new Terms(
                key, "https://shop.example/", attribution, eligibility, rules, audience, exclusivity, fraud, null);
        return new ProgramPublished("prg_" + key, key, number, from, terms);
    }

    private static Terms.RewardRule rule(Terms.Trigger trigger) {
        return new Terms.RewardRule(
                trigger.wireName(),
                trigger,
                Terms.Role.ADVOCATE,
                1,
                false,
                null,
                trigger == Terms.Trigger.PURCHASE
                        ? new Terms.Give(RewardKind.CASH, BigDecimal.TEN, null, null, null)
                        : new Terms.Give(RewardKind.CASH, null, null, new Terms.Money(100, "EUR"), null),
                Duration.ZERO);
    }
}
