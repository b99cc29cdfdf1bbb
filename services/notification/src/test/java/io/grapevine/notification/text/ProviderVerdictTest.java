package io.grapevine.notification.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.text.ProviderReply.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderVerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    @Test
    void successIsTakenAndEverythingElseIsNot() {
        for (var status : List.of(200, 201, 202, 299))
            assertThat(of(new Answered(status, null, ""))).isEqualTo(new CarrierAnswer.Taken());
        for (var status : List.of(300, 302, 400, 404, 422))
            assertThat(of(new Answered(status, null, "")))
                    .isEqualTo(new CarrierAnswer.Refused("provider_" + status, true));
    }

    @Test
    void whatTheOperatorCanMendOrTimeHealsIsTriedAgain() {
        for (var status : List.of(401, 403, 408, 500, 503))
            assertThat(of(new Answered(status, null, "")))
                    .isEqualTo(new CarrierAnswer.Later("provider_" + status, Duration.ZERO));
        assertThat(of(new Answered(429, "30", "")))
                .isEqualTo(new CarrierAnswer.Later("provider_429", Duration.ofSeconds(30)));
        assertThat(of(new Answered(429, "?", ""))).isEqualTo(new CarrierAnswer.Later("provider_429", Duration.ZERO));
        assertThat(of(new ProviderReply.Unreachable())).isEqualTo(new CarrierAnswer.Unreachable());
    }

    @Test
    void whatBrokeOffIsTriedAgainOnlyWhereARepetitionIsDropped() {
        assertThat(of(new ProviderReply.BrokeOff())).isEqualTo(new CarrierAnswer.BrokeOff());
        assertThat(ProviderVerdict.of(new ProviderReply.BrokeOff(), true, NOW))
                .isEqualTo(new CarrierAnswer.Later("broken_off", Duration.ZERO));
    }

    private static CarrierAnswer of(ProviderReply reply) {
        return ProviderVerdict.of(reply, false, NOW);
    }
}
