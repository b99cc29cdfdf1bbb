package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.Touchpoint;
import java.util.List;

/** Who brought a person: somebody, or nobody for a reason; with all that was considered, in touch order. */
public sealed interface Resolution {

    List<Verdict> verdicts();

    /** The winning touchpoint and the owner of its code. */
    record Brought(Touchpoint winner, CodeOwner advocate, List<Verdict> verdicts) implements Resolution {
        public Brought {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** Nobody is credited. */
    record Nobody(Reason reason, List<Verdict> verdicts) implements Resolution {
        public Nobody {
            verdicts = List.copyOf(verdicts);
        }
    }
}
