package io.grapevine.programs.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.definition.Destination;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import io.grapevine.programs.code.ReferralCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a link leads to, and how it is shared. */
class LinkTest {

    @Test
    void aLinkRequestStaysOnTheProgramsSite() {
        // Given
        var program = new Destination("https://shop.example/welcome");
        // When
        var read = LinkRequest.read(
                Map.of(
                        "participantId", "par_1",
                        "code", "SUMMER",
                        "destination", "https://shop.example/summer",
                        "effectiveFrom", "2026-01-01T00:00:00Z"),
                program);
        var elsewhere = LinkRequest.read(
                Map.of("participantId", "par_1", "destination", "https://evil.example/", "code", "a b", "utm", 1),
                program);
        // Then
        assertThat(read.orRefuse())
                .isEqualTo(new LinkRequest(
                        "par_1",
                        new ReferralCode("SUMMER"),
                        new Destination("https://shop.example/summer"),
                        Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(((Reading.Refused<LinkRequest>) elsewhere).mistakes())
                .extracting(Mistake::pointer)
                .containsExactly("/code", "/destination", "/utm");
        assertThat(LinkRequest.read(Map.of(), program)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void everyChannelCarriesTheWholeLink() {
        // Given
        var link = ReferralLink.of("https://go.example", new ReferralCode("ANA10"));
        // When
        var share = ShareLinks.of(link, "Sun & Sea");
        // Then
        assertThat(link.address()).isEqualTo("https://go.example/r/ANA10");
        assertThat(List.of(
                        share.whatsapp(),
                        share.telegram(),
                        share.facebook(),
                        share.x(),
                        share.linkedin(),
                        share.email(),
                        share.sms()))
                .allSatisfy(address -> assertThat(address)
                        .contains("https%3A%2F%2Fgo.example%2Fr%2FANA10")
                        .doesNotContain(" ", "+"));
        assertThat(share.whatsapp()).contains("Sun%20%26%20Sea");
    }

    @Test
    void linksStartWithTheTenantsHostOrTheInstallation() {
        assertThat(Origins.of(Optional.of("go.example"), "http://localhost:8080"))
                .isEqualTo("https://go.example");
        assertThat(Origins.of(Optional.of("localhost"), "http://localhost:8080"))
                .isEqualTo("http://localhost:8080");
        assertThat(Origins.of(Optional.empty(), "http://localhost:8080")).isEqualTo("http://localhost:8080");
        assertThat(Origins.ofInstallation(Optional.empty(), 100)).isEqualTo("http://localhost:8180");
        assertThat(Origins.ofInstallation(Optional.of("https://grow.example/"), 100))
                .isEqualTo("https://grow.example");
    }
}
