package io.grapevine.events.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms.Coupon;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Definitions as clients send them, and what becomes of them. */
final class Definitions {

    static final Map<String, Object> EUR_20 = Map.of("amount", 2000, "currency", "EUR");
    static final Map<String, Object> TEN_PERCENT =
            Map.of("id", "commission", "on", "purchase", "to", "advocate", "give", Map.of("percent", 10));

    private Definitions() {}

    static RewardRule rule(String id, Trigger on, Role to, int level, Give give) {
        return new RewardRule(id, on, to, level, false, null, give, Duration.ZERO);
    }

    static Give coupon(Coupon coupon) {
        return new Give(RewardKind.COUPON, null, null, null, coupon);
    }

    static Give money(RewardKind kind, Money amount) {
        return new Give(kind, null, null, amount, null);
    }

    static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    static HashMap<String, Object> smallest() {
        return new HashMap<>(Map.of("name", "Spring", "destination", "https://shop.example/welcome"));
    }

    static Map<String, Object> withRule(Map<String, Object> rule) {
        return with(smallest(), "rewards", List.of(rule));
    }

    static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        var changed = new HashMap<>(body);
        changed.put(name, value);
        return changed;
    }

    static void assertMistake(Object body, String pointer, String code) {
        assertThat(refused(body)).extracting(Mistake::pointer, Mistake::code).containsExactly(tuple(pointer, code));
    }

    static Definition accepted(Object body) {
        return Definition.read(body).orRefuse();
    }

    static List<Mistake> refused(@Nullable Object body) {
        return ((Reading.Refused<Definition>) Definition.read(body)).mistakes();
    }
}
