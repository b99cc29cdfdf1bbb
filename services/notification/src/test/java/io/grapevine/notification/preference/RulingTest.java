package io.grapevine.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Stream;
import io.grapevine.notification.preference.Ruling.Drop;
import io.grapevine.notification.preference.Ruling.Gather;
import io.grapevine.notification.preference.Ruling.Reason;
import io.grapevine.notification.preference.Ruling.Tell;
import io.grapevine.notification.preference.Ruling.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulingTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Cap CAP = new Cap(3, Duration.ofDays(7), Duration.ofDays(7));
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0));
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"), ZoneId.of("Europe/Bucharest"), ZoneId.of("America/Sao_Paulo"), ZoneId.of("Pacific/Apia"));
    private static final int CASES = 20_000;

    @Test
    void whoAskedForNothingIsToldAtOnce() {
        assertThat(ruling(Moment.NEWS, Preferences.USUAL, here(NOON))).isEqualTo(new Tell());
    }

    @Test
    void eachReasonDropsAndTheGravestIsNamed() {
        var left = new Preferences(Map.of(), Set.of(Channel.EMAIL), null, null, null);
        var off = wish(Choice.OFF, null);
        assertThat(ruling(Moment.REWARD_HELD, off, new Circumstances(NOON, NOON, true, false, true, 0, null)))
                .isEqualTo(new Drop(Reason.OVERTAKEN));
        assertThat(ruling(Moment.REWARD_HELD, off, new Circumstances(NOON, NOON, true, false, false, 0, null)))
                .isEqualTo(new Drop(Reason.SUPPRESSED));
        assertThat(ruling(Moment.INVITATION, off, new Circumstances(NOON, NOON, false, false, false, 0, null)))
                .isEqualTo(new Drop(Reason.NO_CONSENT));
        assertThat(ruling(Moment.NEWS, left, here(NOON))).isEqualTo(new Drop(Reason.UNSUBSCRIBED));
        assertThat(ruling(Moment.REWARD_HELD, off, here(NOON))).isEqualTo(new Drop(Reason.SWITCHED_OFF));
    }

    @Test
    void whoLeftThePromotionalStreamStillHearsOfRewards() {
        // Given
        var left = new Preferences(Map.of(), EnumSet.allOf(Channel.class), null, null, null);
        // Then
        assertThat(ruling(Moment.REWARD_RELEASED, left, here(NOON))).isEqualTo(new Tell());
    }

    @Test
    void whatIsWantedInTheDigestIsGatheredUnlessThereIsNone() {
        assertThat(ruling(Moment.REWARD_HELD, wish(Choice.DIGEST, null), here(NOON)))
                .isEqualTo(new Gather());
        assertThat(ruling(Moment.REWARD_HELD, wish(Choice.DIGEST, Pace.WEEKLY), here(NOON)))
                .isEqualTo(new Gather());
        assertThat(ruling(Moment.REWARD_HELD, wish(Choice.DIGEST, Pace.NEVER), here(NOON)))
                .isEqualTo(new Tell());
        var digestOfDigests = new Preferences(
                Map.of(Moment.WEEKLY_DIGEST, Map.of(Channel.EMAIL, Choice.DIGEST)), Set.of(), null, null, null);
        assertThat(ruling(Moment.WEEKLY_DIGEST, digestOfDigests, here(NOON))).isEqualTo(new Tell());
    }

    @Test
    void quietHoursHoldUntilTheirEndToTheMinute() {
        var wish = new Preferences(Map.of(), Set.of(), NIGHT, ZoneId.of("Europe/Bucharest"), null);
        assertThat(ruling(Moment.REWARD_HELD, wish, here(Instant.parse("2026-06-01T18:59:59Z"))))
                .isEqualTo(new Tell());
        assertThat(ruling(Moment.REWARD_HELD, wish, here(Instant.parse("2026-06-01T19:00:00Z"))))
                .isEqualTo(new Wait(Instant.parse("2026-06-02T05:00:00Z")));
        assertThat(ruling(Moment.REWARD_HELD, wish, here(Instant.parse("2026-06-02T04:59:59Z"))))
                .isEqualTo(new Wait(Instant.parse("2026-06-02T05:00:00Z")));
        assertThat(ruling(Moment.REWARD_HELD, wish, here(Instant.parse("2026-06-02T05:00:00Z"))))
                .isEqualTo(new Tell());
    }

    @Test
    void quietHoursMayLieWithinADay() {
        var siesta = new QuietHours(LocalTime.of(13, 0), LocalTime.of(15, 0));
        assertThat(siesta.covers(NOON, ZoneId.of("UTC"))).isFalse();
        assertThat(siesta.covers(Instant.parse("2026-06-01T13:00:00Z"), ZoneId.of("UTC")))
                .isTrue();
        assertThat(siesta.covers(Instant.parse("2026-06-01T15:00:00Z"), ZoneId.of("UTC")))
                .isFalse();
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON)).hasMessageContaining("must end");
    }

    @Test
    void theFourthPromotionOfAWeekWaitsForTheFirstToLeaveTheWindowOrIsDropped() {
        var first = NOON.minus(Duration.ofDays(3));
        assertThat(ruling(Moment.NEWS, Preferences.USUAL, told(NOON, NOON, 2, first)))
                .isEqualTo(new Tell());
        assertThat(ruling(Moment.NEWS, Preferences.USUAL, told(NOON, NOON, 3, first)))
                .isEqualTo(new Wait(first.plus(Duration.ofDays(7))));
        assertThat(ruling(Moment.NEWS, Preferences.USUAL, told(NOON, NOON.minus(Duration.ofDays(4)), 3, first)))
                .isEqualTo(new Drop(Reason.CAPPED));
        assertThat(ruling(Moment.REWARD_HELD, Preferences.USUAL, told(NOON, NOON, 99, first)))
                .isEqualTo(new Tell());
        assertThat(ruling(Moment.NEWS, Preferences.USUAL, told(NOON, NOON, 3, null)))
                .isEqualTo(new Wait(NOON.plus(Duration.ofDays(7))));
        assertThat(ruling(Moment.NEWS, Preferences.USUAL, told(NOON, NOON, 3, NOON.minus(Duration.ofDays(7)))))
                .isEqualTo(new Wait(NOON.plusSeconds(1)));
    }

    @Test
    void aCapIsPositive() {
        assertThatThrownBy(() -> new Cap(0, Duration.ofDays(1), Duration.ZERO)).hasMessageContaining("most");
        assertThatThrownBy(() -> new Cap(1, Duration.ZERO, Duration.ZERO)).hasMessageContaining("within");
    }

    @Test
    void whateverTheWishesNobodyIsDisturbedOrToldWhatHeLeft() {
        var random = new Random(6);
        for (var number = 0; number < CASES; number++) {
            // Given
            var moment = any(random, Moment.values());
            var wish = anyWish(random, moment);
            var here = anywhere(random);
            // When
            var ruling = ruling(moment, wish, here);
            // Then
            switch (ruling) {
                case Tell tell -> {
                    assertThat(here.suppressed() || here.overtaken() || !here.consented())
                            .isFalse();
                    assertThat(wish.choice(moment, Channel.EMAIL)).isNotEqualTo(Choice.OFF);
                    assertThat(wish.quiet() != null && wish.quiet().covers(here.now(), wish.place()))
                            .isFalse();
                    if (moment.stream() == Stream.PROMOTIONAL) {
                        assertThat(wish.left()).doesNotContain(Channel.EMAIL);
                        assertThat(here.told()).isLessThan(CAP.most());
                    }
                }
                case Wait(var until) -> {
                    assertThat(until).isAfter(here.now());
                    if (moment.stream() == Stream.TRANSACTIONAL)
                        assertThat(ruling(moment, wish, at(here, until))).isEqualTo(new Tell());
                }
                case Gather gather ->
                    assertThat(wish.choice(moment, Channel.EMAIL)).isEqualTo(Choice.DIGEST);
                case Drop(var reason) -> {
                    if (moment.stream() == Stream.TRANSACTIONAL)
                        assertThat(reason).isNotIn(Reason.UNSUBSCRIBED, Reason.CAPPED);
                }
            }
        }
    }

    private static Ruling ruling(Moment moment, Preferences wish, Circumstances here) {
        return Ruling.of(moment, Channel.EMAIL, wish, here, CAP);
    }

    private static Preferences wish(Choice choice, @Nullable Pace pace) {
        return new Preferences(
                Map.of(
                        Moment.REWARD_HELD, Map.of(Channel.EMAIL, choice),
                        Moment.INVITATION, Map.of(Channel.EMAIL, choice)),
                Set.of(),
                null,
                null,
                pace);
    }

    private static Preferences anyWish(Random random, Moment moment) {
        var from = LocalTime.ofSecondOfDay(random.nextInt(86_400));
        var to = from.plusMinutes(1 + random.nextInt(1_439));
        return new Preferences(
                random.nextBoolean() ? Map.of() : Map.of(moment, Map.of(Channel.EMAIL, any(random, Choice.values()))),
                random.nextInt(4) == 0 ? Set.of(Channel.EMAIL) : Set.of(),
                random.nextBoolean() ? null : new QuietHours(from, to),
                ZONES.get(random.nextInt(ZONES.size())),
                random.nextBoolean() ? null : any(random, Pace.values()));
    }

    private static Circumstances anywhere(Random random) {
        var now = NOON.plusSeconds(random.nextInt(365 * 86_400));
        return new Circumstances(
                now,
                now.minusSeconds(random.nextInt(10 * 86_400)),
                random.nextInt(8) == 0,
                random.nextInt(8) != 0,
                random.nextInt(8) == 0,
                random.nextInt(5),
                random.nextBoolean() ? null : now.minusSeconds(random.nextInt(7 * 86_400)));
    }

    private static Circumstances here(Instant now) {
        return told(now, now, 0, null);
    }

    private static Circumstances told(Instant now, Instant happenedAt, int told, @Nullable Instant since) {
        return new Circumstances(now, happenedAt, false, true, false, told, since);
    }

    private static Circumstances at(Circumstances here, Instant now) {
        return new Circumstances(
                now,
                here.happenedAt(),
                here.suppressed(),
                here.consented(),
                here.overtaken(),
                here.told(),
                here.toldSince());
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
