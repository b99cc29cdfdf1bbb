package io.grapevine.notification.template;

import io.grapevine.events.RewardKind;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.template.Telling.Audience;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a preview tells of: invented, and the same for everybody. */
public final class Samples {

    private static final Instant FIRST_OF_JUNE = Instant.parse("2026-06-01T10:00:00Z");

    private Samples() {}

    public static Telling of(Moment moment, Locale locale, String program, Accent accent) {
        return new Telling(
                moment,
                details(moment),
                audience(moment),
                locale,
                ZoneOffset.UTC,
                program,
                accent,
                "Alex",
                "Robin",
                "https://shop.example/r/alex-2026",
                "https://shop.example/unsubscribe/sample");
    }

    public static Details details(Moment moment) {
        var isGiven = moment == Moment.REWARD_FULFILLED;
        return new Details(
                isGiven ? RewardKind.COUPON : RewardKind.CASH,
                1250L,
                "EUR",
                "SPRING-10",
                null,
                2,
                "cap_reached",
                FIRST_OF_JUNE,
                3,
                4,
                "A new season begins",
                "From Monday on, everyone you bring gets twice the welcome.\n\nTell somebody who would like it.",
                null);
    }

    private static Audience audience(Moment moment) {
        return switch (moment) {
            case INVITATION, INVITATION_REMINDER -> Audience.INVITEE;
            case WELCOME -> Audience.FRIEND;
            default -> Audience.ADVOCATE;
        };
    }

    /** Few and many, known and unknown: enough that every branch a pattern may have for them is said once. */
    static List<Map<String, Object>> arguments() {
        var english = Bank.ready().in(Locale.ENGLISH);
        var full = Arguments.of(of(Moment.REWARD_RELEASED, Locale.ENGLISH, "Spring", Accent.USUAL), english);
        var empty = new java.util.HashMap<>(full);
        empty.replaceAll((name, value) -> value instanceof Number ? 0 : "");
        return List.of(full, empty);
    }
}
