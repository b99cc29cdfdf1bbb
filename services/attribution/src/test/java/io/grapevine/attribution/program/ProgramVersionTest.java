package io.grapevine.attribution.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.credit.AttributionModel;
import io.grapevine.attribution.credit.CreditRule;
import io.grapevine.attribution.credit.SharedCredit;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.model.CreditModel;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramVersionTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final AttributionTerms.PositionWeights ENDS =
            new AttributionTerms.PositionWeights(new BigDecimal("0.4"), new BigDecimal("0.2"), new BigDecimal("0.4"));

    @ParameterizedTest
    @CsvSource({"FIRST_TOUCH", "LAST_TOUCH", "LAST_NON_DIRECT"})
    void aSingleWinnerIsChosenByTheModelOfItsName(AttributionTerms.Model model) {
        assertThat(version(model, null).policy().rule()).isEqualTo(AttributionModel.valueOf(model.name()));
        assertThat(program(version(model, null)).sharesCredit()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void sharedCreditIsDividedByTheModelOfItsName(AttributionTerms.Model model) {
        var version = version(model, AttributionTerms.Credit.MULTI_TOUCH);
        assertThat(version.policy().rule()).isEqualTo(dividing(model));
        assertThat(program(version(AttributionTerms.Model.LAST_TOUCH, null), version)
                        .sharesCredit())
                .isTrue();
    }

    @Test
    void theWindowIsThatOfTheTerms() {
        assertThat(version(AttributionTerms.Model.LINEAR, AttributionTerms.Credit.MULTI_TOUCH)
                        .policy()
                        .lookback())
                .isEqualTo(new LookbackWindow(WEEK, LookbackWindow.Edge.INCLUSIVE));
    }

    private static CreditRule dividing(AttributionTerms.Model model) {
        return switch (model) {
            case FIRST_TOUCH -> new SharedCredit.ByJourney(new CreditModel.FirstTouch());
            case LAST_TOUCH -> new SharedCredit.ByJourney(new CreditModel.LastTouch());
            case LAST_NON_DIRECT -> new SharedCredit.ByJourney(new CreditModel.LastNonDirect());
            case LINEAR -> new SharedCredit.ByJourney(new CreditModel.Linear());
            case POSITION -> new SharedCredit.ByJourney(CreditModel.Position.POSITION_BASED);
            case TIME_DECAY -> new SharedCredit.ByJourney(CreditModel.TimeDecay.SEVEN_DAYS);
            case W_SHAPED -> new SharedCredit.WShaped();
            case FULL_PATH -> new SharedCredit.FullPath();
        };
    }

    private static Program program(ProgramVersion... versions) {
        return new Program("spring", List.of(versions));
    }

    private static ProgramVersion version(AttributionTerms.Model model, AttributionTerms.Credit credit) {
        var attribution = new AttributionTerms(
                model,
                new AttributionTerms.Lookback(WEEK, AttributionTerms.Edge.INCLUSIVE),
                null,
                AttributionTerms.Binding.PER_ORDER,
                credit,
                model == AttributionTerms.Model.POSITION ? ENDS : null,
                model == AttributionTerms.Model.TIME_DECAY ? WEEK : null);
        return new ProgramVersion(
                "spring",
                1,
                null,
                new Terms(
                        "Spring",
                        "https://shop.example/",
                        attribution,
                        new Terms.Eligibility(null, List.of()),
                        List.of()));
    }
}
