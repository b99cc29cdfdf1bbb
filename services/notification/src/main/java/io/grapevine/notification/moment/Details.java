package io.grapevine.notification.moment;

import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a moment is about, beside who and when. Names nobody: it is kept for ever.
 *
 * @param amountMinor of money in minor units, of points their number
 * @param currency ISO 4217, or {@code points}
 * @param thing what is given that is no money; of a donation the cause
 * @param reason a word of the contract's closed lists
 * @param until when something is released, lost or over
 * @param count friends, rewards or steps, by the moment
 * @param place on the leaderboard, from 1
 * @param title of news, as the tenant wrote it; may be hostile
 * @param text of news, as the tenant wrote it; may be hostile
 * @param worth in words, from before 2026-11-23; null since
 */
public record Details(
        @Nullable RewardKind kind,
        @Nullable Long amountMinor,
        @Nullable String currency,
        @Nullable String couponCode,
        @Nullable String thing,
        @Nullable Integer pieces,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable Integer count,
        @Nullable Integer place,
        @Nullable String title,
        @Nullable String text,
        @Nullable String worth) {

    public static final Details NONE =
            new Details(null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** What a tenant writes to all of a program. */
    public static Details news(String title, String text) {
        return new Details(null, null, null, null, null, null, null, null, null, null, title, text, null);
    }

    /**
     * A period in figures.
     *
     * @param friends who joined
     * @param rewards earned
     * @param amountMinor of the rewards together; null if they have no common currency
     * @param place null for who brought nobody
     */
    public static Details period(
            int friends, int rewards, @Nullable Long amountMinor, @Nullable String currency, @Nullable Integer place) {
        return new Details(
                RewardKind.CASH,
                amountMinor,
                currency,
                null,
                null,
                rewards,
                null,
                null,
                friends,
                place,
                null,
                null,
                null);
    }

    /**
     * So many steps before a number is complete.
     *
     * @param pieces the number
     */
    public static Details missing(int count, int pieces) {
        return new Details(null, null, null, null, null, pieces, null, null, count, null, null, null, null);
    }

    /** A reward as it is now. */
    public static Details of(RewardChanged reward) {
        return of(reward, reward.amountMinor());
    }

    /**
     * A reward that is taken back: what it was worth less what is left of it, which mostly is nothing. Where that is not known, as in
     * events from before 2026-11, it names no amount rather than a nought.
     */
    public static Details lost(RewardChanged reward) {
        return of(reward, lostMinor(reward));
    }

    private static @Nullable Long lostMinor(RewardChanged reward) {
        var before = reward.before();
        var was = before == null ? null : before.amountMinor();
        var left = reward.amountMinor();
        if (left == null) return null;
        if (was != null && was > left) return was - left;
        return left == 0 ? null : left;
    }

    private static Details of(RewardChanged reward, @Nullable Long amountMinor) {
        var thing = reward.thing();
        return new Details(
                reward.kind(),
                amountMinor,
                reward.currency(),
                reward.couponCode(),
                thing == null ? null : thing.name(),
                thing == null ? null : thing.pieces(),
                reward.reason(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same, with what somebody wrote to the reader; null = nothing. */
    public Details saying(@Nullable String words) {
        return new Details(
                kind,
                amountMinor,
                currency,
                couponCode,
                thing,
                pieces,
                reason,
                until,
                count,
                place,
                title,
                words,
                worth);
    }

    public Details until(@Nullable Instant at) {
        return new Details(
                kind, amountMinor, currency, couponCode, thing, pieces, reason, at, count, place, title, text, worth);
    }
}
