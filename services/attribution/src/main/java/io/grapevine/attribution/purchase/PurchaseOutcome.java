package io.grapevine.attribution.purchase;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.UplineShare;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.manual.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a program decided about an order: an expected no is a value, never an exception. */
public sealed interface PurchaseOutcome {

    /**
     * Credited to the advocate who brought the customer.
     *
     * @param bind of the customer
     * @param upline binds of the advocate, of the advocate's advocate, and so on
     */
    record CreditedByBind(Bind bind, List<Bind> upline) implements PurchaseOutcome {
        public CreditedByBind {
            upline = List.copyOf(upline);
        }
    }

    /** Credited for what the order itself shows. */
    record CreditedByTouch(Resolution.Brought brought, List<Bind> upline) implements PurchaseOutcome {
        public CreditedByTouch {
            upline = List.copyOf(upline);
        }
    }

    /** The touches of the customer's journey share the credit. */
    record CreditedByJourney(Resolution.Brought brought, List<UplineShare> upline) implements PurchaseOutcome {
        public CreditedByJourney {
            upline = List.copyOf(upline);
        }
    }

    /** Credited to whom staff named. */
    record CreditedByWord(Word word, CodeOwner advocate, List<Bind> upline) implements PurchaseOutcome {
        public CreditedByWord {
            upline = List.copyOf(upline);
        }
    }

    /**
     * Nobody is credited.
     *
     * @param considered null where nothing was compared
     * @param bind of the customer, where it no longer earns
     */
    record Uncredited(
            Reason reason,
            Resolution.@Nullable Nobody considered,
            @Nullable Bind bind) implements PurchaseOutcome {
        public Uncredited(Reason reason, Resolution.@Nullable Nobody considered) {
            this(reason, considered, null);
        }
    }
}
