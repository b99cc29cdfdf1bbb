package io.grapevine.events;

import io.grapevine.events.RewardScale.Period;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often and how much one person may earn by a rule.
 *
 * @param caps each binds on its own
 * @param milestone null = every conversion that the rule answers earns
 */
public record RewardLimits(List<Cap> caps, @Nullable Milestone milestone) {

    public static final RewardLimits NONE = new RewardLimits(List.of(), null);

    public RewardLimits {
        caps = caps == null ? List.of() : List.copyOf(caps);
    }

    /**
     * At most so many rewards, or so much money, in a period.
     *
     * @param whose {@link Role#FRIEND} or {@link Role#ADVOCATE}, which includes uplines
     * @param count present exactly if {@code amount} is not
     */
    public record Cap(
            Role whose, @Nullable Integer count, @Nullable Money amount, Period per) {
        public Cap {
            if ((count == null) == (amount == null))
                throw new IllegalArgumentException("a cap has either count or amount, has " + count + ", " + amount);
            if (count != null && count < 1) throw new IllegalArgumentException("count must be positive, was " + count);
        }

        public boolean binds(Role receiver) {
            return (whose == Role.FRIEND) == (receiver == Role.FRIEND);
        }
    }

    /**
     * Only the conversion that completes a number earns.
     *
     * @param count of conversions that the rule answers and that still stand
     * @param every whether each further multiple earns, too; null = only the first
     */
    public record Milestone(int count, @Nullable Boolean every) {
        public Milestone {
            if (count < 1) throw new IllegalArgumentException("count must be positive, was " + count);
        }

        /** Whether the conversion of this number, from 1, completes it. */
        public boolean isReachedAt(long number) {
            return Boolean.TRUE.equals(every) ? number % count == 0 : number == count;
        }
    }
}
