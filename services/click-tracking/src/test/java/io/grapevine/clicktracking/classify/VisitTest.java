package io.grapevine.clicktracking.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RequestSigns;
import org.junit.jupiter.api.Test;

class VisitTest {

    @Test
    void aPersonsNavigationLeavesNothingToKeep() {
        assertThat(new Visit("GET", "a browser", null, null, null).signs()).isNull();
        assertThat(new Visit("GET", "a browser", null, "navigate", "document").signs())
                .isNull();
    }

    @Test
    void whatSpeaksAgainstANavigationIsKept() {
        assertThat(new Visit("HEAD", null, "prefetch", "no-cors", "image").signs())
                .isEqualTo(new RequestSigns("HEAD", "prefetch", "no-cors", "image"));
        assertThat(new Visit("GET", null, null, "cors", "document").signs())
                .isEqualTo(new RequestSigns(null, null, "cors", null));
    }

    @Test
    void nobodyFillsTheLogWithAHeader() {
        assertThat(new Visit("GET", null, "p".repeat(64), null, null).signs())
                .isEqualTo(new RequestSigns(null, "p".repeat(64), null, null));
        assertThat(new Visit("GET", null, "p".repeat(65), null, null).signs())
                .isEqualTo(new RequestSigns(null, "p".repeat(64), null, null));
    }
}
