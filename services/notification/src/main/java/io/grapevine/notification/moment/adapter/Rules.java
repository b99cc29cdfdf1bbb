package io.grapevine.notification.moment.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.events.EventJson;
import io.grapevine.events.RewardChanged;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Stream;
import io.grapevine.notification.preference.Cap;
import io.grapevine.notification.preference.Circumstances;
import io.grapevine.notification.preference.Preferences;
import io.grapevine.notification.preference.Ruling;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the rules about what was claimed together: each counts what those before it will tell the same reader. */
@ApplicationScoped
class Rules {

    private final Cap cap;

    Rules(CourierConfig config) {
        this.cap = new Cap(config.capMost(), config.capWithin(), config.capWithin());
    }

    /** A claimed notice and what the rules say to it. */
    record Ruled(ClaimedNoticeRow row, Preferences wish, Ruling ruling) {}

    List<Ruled> of(List<ClaimedNoticeRow> claimed, Instant now) {
        Map<String, Integer> toldNow = new HashMap<>();
        var ruled = new ArrayList<Ruled>();
        for (var row : claimed) {
            var moment = Moment.named(row.moment).orElseThrow();
            var wish = wish(row.preferences);
            var here = new Circumstances(
                    now,
                    row.happenedAt,
                    row.suppressed,
                    row.consented,
                    row.arrived || moment.isOvertakenBy(state(row.state)),
                    row.told + toldNow.getOrDefault(row.readerId, 0),
                    row.toldSince);
            var ruling = Ruling.of(moment, Channel.named(row.channel).orElseThrow(), wish, here, cap);
            if (ruling instanceof Ruling.Tell && moment.stream() == Stream.PROMOTIONAL)
                toldNow.merge(row.readerId, 1, Integer::sum);
            ruled.add(new Ruled(row, wish, ruling));
        }
        return ruled;
    }

    private static Preferences wish(@Nullable String body) {
        try {
            return body == null ? Preferences.USUAL : EventJson.mapper().readValue(body, Preferences.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept preferences cannot be read", e);
        }
    }

    private static RewardChanged.@Nullable Status state(@Nullable String wireName) {
        return Arrays.stream(RewardChanged.Status.values())
                .filter(status -> status.wireName().equals(wireName))
                .findAny()
                .orElse(null);
    }
}
