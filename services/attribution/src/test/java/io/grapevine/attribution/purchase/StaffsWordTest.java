package io.grapevine.attribution.purchase;

import static io.grapevine.attribution.purchase.DavesOrders.DAVE_BY_ALICE;
import static io.grapevine.attribution.purchase.DavesOrders.SIGN_UP;
import static io.grapevine.attribution.purchase.DavesOrders.bind;
import static io.grapevine.attribution.purchase.DavesOrders.fact;
import static io.grapevine.attribution.purchase.DavesOrders.owner;
import static io.grapevine.attribution.purchase.DavesOrders.terms;
import static io.grapevine.attribution.purchase.DavesOrders.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.purchase.PurchaseOutcome.Uncredited;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders whose advocate staff have named. */
class StaffsWordTest {

    @Test
    void whomStaffNameIsCreditedWhateverTheOrderShows() {
        // Given
        var at = SIGN_UP.plusSeconds(60);
        var word = word(owner("bob", "B1"));
        var tooSmall = fact(at, 1, "FR");
        var version = version(terms(AttributionTerms.Binding.LIFETIME));
        var bobByCarol = bind("bob", "carol", at);
        // When
        var outcome = Purchases.decide(
                tooSmall, version, word, owner("bob", "B1"), new Forest(List.of(DAVE_BY_ALICE, bobByCarol)));
        // Then
        assertThat(outcome)
                .isEqualTo(new PurchaseOutcome.CreditedByWord(word, owner("bob", "B1"), List.of(bobByCarol)));
    }

    @Test
    void staffCannotCreditTheBuyer() {
        assertThat(Purchases.decide(
                        fact(SIGN_UP, 5_000, "DE"),
                        version(terms(AttributionTerms.Binding.LIFETIME)),
                        word(owner("dave", "D1")),
                        owner("dave", "D1"),
                        new Forest(List.of())))
                .isEqualTo(new Uncredited(Reason.SELF_REFERRAL, null));
    }

    private static Word word(CodeOwner advocate) {
        var before = new Explanation.Manual.Before(1, ConversionDecided.Outcome.UNATTRIBUTED, null, null);
        return new Word(new EventOrder(SIGN_UP.plusSeconds(999), "w1"), advocate, "gv_sk_x", "because", before);
    }
}
