package io.grapevine.testkit.fact;

import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Beneficiary;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardThing;
import io.grapevine.events.Terms.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds states of rewards for tests: 12.50 EUR of cash, held for the advocate {@code ada}, unless said otherwise. */
public final class Rewards {

    private final String rewardId;
    private int sequence = 1;
    private String programKey = "demo";
    private int programVersion = 1;
    private String ruleId = "commission";
    private String conversionId = "cnv_1";
    private int revision = 1;
    private @Nullable String orderId = "o1";
    private @Nullable String customerId = "fay";
    private Beneficiary beneficiary = new Beneficiary(Role.ADVOCATE, 1, "par_ada", "ada");
    private RewardKind kind = RewardKind.CASH;
    private @Nullable Long amountMinor = 1250L;
    private @Nullable String currency = "EUR";
    private @Nullable String couponCode;
    private Status status = Status.HELD;
    private @Nullable String reason;
    private @Nullable Instant releasableAt;
    private Instant changedAt = Decisions.MONDAY;
    private @Nullable Long beneficiarySequence;
    private RewardChanged.@Nullable Before before;
    private @Nullable RewardThing thing;
    private @Nullable Instant expiresAt;

    private Rewards(String rewardId) {
        this.rewardId = rewardId;
    }

    public static Rewards reward(String rewardId) {
        return new Rewards(rewardId);
    }

    /** The state and its place among the reward's states. */
    public Rewards is(Status state, int number) {
        status = state;
        sequence = number;
        return this;
    }

    public Rewards because(@Nullable String why) {
        reason = why;
        return this;
    }

    public Rewards in(String program, int version) {
        programKey = program;
        programVersion = version;
        return this;
    }

    /** What it is given for. */
    public Rewards of(String conversion) {
        conversionId = conversion;
        return this;
    }

    public Rewards rule(String id) {
        ruleId = id;
        return this;
    }

    public Rewards revision(int number) {
        revision = number;
        return this;
    }

    public Rewards order(@Nullable String order, @Nullable String customer) {
        orderId = order;
        customerId = customer;
        return this;
    }

    public Rewards owedTo(Role role, int level, @Nullable String participantId, String externalId) {
        beneficiary = new Beneficiary(role, level, participantId, externalId);
        return this;
    }

    public Rewards worth(RewardKind what, long minor, String code) {
        kind = what;
        amountMinor = minor;
        currency = code;
        return this;
    }

    public Rewards coupon(String code) {
        kind = RewardKind.COUPON;
        amountMinor = null;
        currency = null;
        couponCode = code;
        return this;
    }

    /** Something that is no money. */
    public Rewards thing(RewardKind what, RewardThing given) {
        kind = what;
        amountMinor = null;
        currency = null;
        thing = given;
        return this;
    }

    /** Money for a cause. */
    public Rewards donation(long minor, String code, RewardThing cause) {
        thing = cause;
        return worth(RewardKind.DONATION, minor, code);
    }

    public Rewards expires(Instant at) {
        expiresAt = at;
        return this;
    }

    public Rewards releasable(Instant at) {
        releasableAt = at;
        return this;
    }

    public Rewards at(Instant time) {
        changedAt = time;
        return this;
    }

    /** Its place among everything told about the person. */
    public Rewards numbered(long number) {
        beneficiarySequence = number;
        return this;
    }

    public Rewards after(RewardChanged.Before state) {
        before = state;
        return this;
    }

    public RewardChanged build() {
        return new RewardChanged(
                rewardId,
                sequence,
                programKey,
                programVersion,
                ruleId,
                conversionId,
                revision,
                orderId,
                customerId,
                beneficiary,
                kind,
                amountMinor,
                currency,
                couponCode,
                status,
                reason,
                releasableAt,
                changedAt,
                thing,
                expiresAt,
                beneficiarySequence,
                before);
    }
}
