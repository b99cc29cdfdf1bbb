package io.grapevine.notification.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedPlaceTest {

    private static final Instant AT = Instant.parse("2026-11-23T07:00:00.123456789Z");

    @Test
    void itsTextIsReadBackToTheMicrosecond() {
        var place = new FeedPlace(AT, "ntf_01a20233-feed");
        assertThat(place.text()).isEqualTo("1795417200123456.ntf_01a20233-feed");
        assertThat(FeedPlace.parse(place.text())).contains(place);
        assertThat(place.at()).isEqualTo(Instant.parse("2026-11-23T07:00:00.123456Z"));
    }

    @Test
    void aPlaceMayStandBeforeAllOfItsTime() {
        assertThat(FeedPlace.parse("0.")).contains(new FeedPlace(Instant.EPOCH, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "x.ntf_1", "1", "-1.ntf_1", "1.ntf 1", "1.ntf_1\n", "123456789012345678.ntf_1"})
    void anythingElseIsNone(String text) {
        assertThat(FeedPlace.parse(text)).isEmpty();
    }

    @Test
    void whoWatchesLooksBackAsFarAsACommitMayBeLate() {
        assertThat(new FeedPlace(AT, "").lookBackTo())
                .isEqualTo(new FeedPlace(AT, "").at().minus(Duration.ofSeconds(30)));
    }
}
