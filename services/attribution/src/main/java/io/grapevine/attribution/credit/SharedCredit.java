package io.grapevine.attribution.credit;

import io.grapevine.attribution.model.CreditModel;

/** Every eligible touch earns its share by a credit model, whatever class of evidence it is (decision-spec S2). */
public sealed interface SharedCredit extends CreditRule {

    /** The model for one conversion: some ask when the person reached the milestones of a sale. */
    CreditModel modelFor(Moments moments);

    /** The journey alone decides. */
    record ByJourney(CreditModel model) implements SharedCredit {
        @Override
        public CreditModel modelFor(Moments moments) {
            return model;
        }
    }

    /** First touch, lead and opportunity. */
    record WShaped() implements SharedCredit {
        @Override
        public CreditModel modelFor(Moments moments) {
            return new CreditModel.WShaped(moments.leadAt(), moments.opportunityAt());
        }
    }

    /** First touch, lead, opportunity and close. */
    record FullPath() implements SharedCredit {
        @Override
        public CreditModel modelFor(Moments moments) {
            return new CreditModel.FullPath(moments.leadAt(), moments.opportunityAt(), moments.opportunityAt());
        }
    }
}
