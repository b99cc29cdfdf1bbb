package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.Touchpoint;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who brought a person: somebody, or nobody for a reason; with all that was considered, in touch order. */
public sealed interface Resolution {

    List<Verdict> verdicts();

    /**
     * The winning touchpoint and the owner of its code; where touches share the credit, those of the greatest share.
     *
     * @param division who else earned; null for a single winner
     */
    record Brought(
            Touchpoint winner,
            CodeOwner advocate,
            List<Verdict> verdicts,
            @Nullable Division division) implements Resolution {
        public Brought {
            verdicts = List.copyOf(verdicts);
        }

        public Brought(Touchpoint winner, CodeOwner advocate, List<Verdict> verdicts) {
            this(winner, advocate, verdicts, null);
        }

        /** Who earned, without amounts; empty for a single winner. */
        public Collection<Share> shares() {
            return division == null ? List.of() : division.shares(0);
        }
    }

    /** Nobody is credited. */
    record Nobody(Reason reason, List<Verdict> verdicts) implements Resolution {
        public Nobody {
            verdicts = List.copyOf(verdicts);
        }
    }
}
