package io.grapevine.rewardissuing.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemarkTest {

    @Test
    void everythingMayBeLeftUnsaid() {
        assertThat(Remark.read(null).orRefuse()).isEqualTo(Remark.NONE);
        assertThat(Remark.read(Map.of()).orRefuse()).isEqualTo(Remark.NONE);
        assertThat(Remark.read(Map.of("person", "eve", "reason", "A regular.", "reference", "DHL-1"))
                        .orRefuse())
                .isEqualTo(new Remark("eve", "A regular.", "DHL-1"));
    }

    @Test
    void whatIsNoRemarkIsRefusedByItsPointer() {
        var refused = (Reading.Refused<Remark>) Remark.read(Map.of("reason", "x".repeat(1001), "who", "eve"));
        assertThat(refused.mistakes()).extracting(Mistake::pointer).containsExactly("/reason", "/who");
        assertThat(Remark.read("because")).isInstanceOf(Reading.Refused.class);
    }
}
