package io.grapevine.insights.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.insights.export.Column.Kind;
import io.grapevine.insights.export.Table.Lane;
import io.grapevine.insights.funnel.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TableTest {

    @ParameterizedTest
    @EnumSource
    void aTableAndItsColumnsHaveOneNameEach(Table table) {
        assertThat(Table.named(table.wireName())).contains(table);
        assertThat(table.columns())
                .extracting(Column::name)
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anAmountStandsBesideItsCurrencyAndTheDigitsOfIt(Table table) {
        assertThat(table.columns())
                .contains(
                        new Column("amount_minor", Kind.WHOLE),
                        new Column("currency", Kind.TEXT),
                        new Column("currency_exponent", Kind.EXPONENT));
    }

    @Test
    void aWordThatIsNoTableNamesNone() {
        assertThat(Table.named("people")).isEmpty();
        assertThat(Table.named("EVENTS")).isEmpty();
        assertThat(Format.named("xlsx")).isEmpty();
        assertThat(Format.named("parquet")).contains(Format.PARQUET);
    }

    @Test
    void everyTypeOfEventIsALane() {
        assertThat(Table.EVENTS.lanes(List.of("spring")))
                .extracting(Lane::part)
                .containsExactly(
                        "alias",
                        "click",
                        "dispute",
                        "identify",
                        "impression",
                        "purchase",
                        "refund",
                        "share",
                        "signup",
                        "soft_click");
    }

    @Test
    void decisionsAndRewardsLieByProgram() {
        assertThat(Table.DECISIONS.lanes(List.of("a", "b")))
                .containsExactly(
                        new Lane("a", "signup"),
                        new Lane("a", "purchase"),
                        new Lane("b", "signup"),
                        new Lane("b", "purchase"));
        assertThat(Table.REWARDS.lanes(List.of("a"))).containsExactly(new Lane("a", "reward"));
        assertThat(Table.REWARDS.lanes(List.of())).isEmpty();
    }

    @Test
    void figuresThatCountForEveryProgramComeFirst() {
        assertThat(Table.FIGURES.lanes(List.of("a"))).hasSize(14).startsWith(new Lane("", ""));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-06-01T00:00:00Z, 2026-07-01T00:00:00+02:00, -, grapevine-events-20260601T000000Z-20260630T220000Z.csv",
                "2026-06-01T00:00:00Z, -, spring_1, grapevine-events-spring_1-20260601T000000Z.csv",
                "-, 2026-06-01T00:00:00Z, -, grapevine-events-until-20260601T000000Z.csv",
                "-, -, 'a\"/..ü', grapevine-events-a_____.csv"
            })
    void aFileIsNamedAfterWhatIsInIt(String from, String to, String program, String name) {
        var request = new ExportRequest(Table.EVENTS, Period.of(from, to), program, Format.CSV);
        assertThat(request.fileName()).isEqualTo(name);
    }
}
