package io.grapevine.acceptance.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grapevine.attribution.model.CreditModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that the cases at hand do not use, and others may. */
class CreditModelsTest {
    @Test
    void halfLifeIsSevenDaysUnlessTheCaseSaysOtherwise() throws JsonProcessingException {
        assertThat(read("{'name': 'time_decay'}")).isEqualTo(new CreditModel.TimeDecay(Duration.ofDays(7)));
        assertThat(read("{'name': 'time_decay', 'half_life_days': '0.5'}"))
                .isEqualTo(new CreditModel.TimeDecay(Duration.ofHours(12)));
        assertThat(read("{'name': 'time_decay', 'half_life_days': 1e12}"))
                .isEqualTo(new CreditModel.TimeDecay(Duration.ofSeconds(86_400_000_000_000_000L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'position', 'f': '0.3', 'm': '0.5', 'l': '0.2'}",
                "{'name': 'position', 'first': 0.3, 'middle': 0.5, 'last': 0.2}",
                "{'name': 'position', 'weights': ['0.3', '0.5', '0.2']}"
            })
    void positionIsReadHoweverItsSharesAreGiven(String model) throws JsonProcessingException {
        assertThat(read(model))
                .isEqualTo(
                        new CreditModel.Position(new BigDecimal("0.3"), new BigDecimal("0.5"), new BigDecimal("0.2")));
    }

    @Test
    void milestonesMayBeMissing() throws JsonProcessingException {
        assertThat(read("{'name': 'w_shaped', 'lead_ts': null}")).isEqualTo(new CreditModel.WShaped(null, null));
        assertThat(read("{'name': 'full_path', 'close_ts': '2026-02-20T00:00:00Z'}"))
                .isEqualTo(new CreditModel.FullPath(null, null, Instant.parse("2026-02-20T00:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'name': 'best_guess'}", "{'name': 'position', 'shares': 3}"})
    void whatIsNotKnownIsNotGuessed(String model) {
        assertThatExceptionOfType(NotBuiltYet.class).isThrownBy(() -> read(model));
    }

    private static CreditModel read(String model) throws JsonProcessingException {
        return CreditModels.read(new ObjectMapper().readTree(model.replace('\'', '"')));
    }
}
