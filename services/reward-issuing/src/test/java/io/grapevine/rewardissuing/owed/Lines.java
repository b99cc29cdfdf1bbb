package io.grapevine.rewardissuing.owed;

import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.terms;

import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.money.MinorAmount;
import io.grapevine.testkit.fact.Decisions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What decisions come to under terms, and how tests read it. */
final class Lines {

    static final Duration TWO_WEEKS = Duration.ofDays(14);

    private Lines() {}

    // NullAway does not see @Nullable on a nested type in a class file.
    @SuppressWarnings("NullAway")
    static RewardLine copy(RewardLine line, @Nullable MinorAmount amount) {
        return new RewardLine(
                line.key(),
                line.programKey(),
                line.programVersion(),
                line.revision(),
                line.orderId(),
                line.customerId(),
                line.participantId(),
                line.kind(),
                amount,
                line.coupon(),
                line.standing(),
                line.reason(),
                line.releasableAt(),
                line.given(),
                line.reckoning());
    }

    static RewardLine onlyLine(Decisions decision, Terms.RewardRule rule) {
        return lines(demo(rule), decision).getFirst();
    }

    static List<RewardLine> lines(Map<ProgramVersion, Terms> terms, Decisions... decisions) {
        var built = List.of(decisions).stream().map(Decisions::build).toList();
        return List.copyOf(Owed.of(built, terms, CountedRules.NONE).lines().values());
    }

    static MinorAmount euro(long minor) {
        return new MinorAmount(minor, "EUR");
    }
}
