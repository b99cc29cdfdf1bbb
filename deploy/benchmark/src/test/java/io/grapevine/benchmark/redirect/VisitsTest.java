package io.grapevine.benchmark.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VisitsTest {

    private static final List<String> CODES = List.of("CODE-A", "CODE-B");

    @Test
    void visitIsAWholeRequestOfABrowser() {
        var text = text(0);
        assertThat(text)
                .startsWith(
                        "GET /r/CODE-A?utm_source=newsletter&utm_medium=email HTTP/1.1\r\nHost: localhost:18081\r\n")
                .contains(
                        "\r\nUser-Agent: Mozilla/5.0 ",
                        "\r\nSec-Fetch-Mode: navigate\r\n",
                        "\r\nSec-Fetch-Dest: document\r\n")
                .endsWith("\r\n\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\n");
    }

    @Test
    void everyCodeIsFollowedWithEveryBrowserBeforeOneComesAgain() {
        var all = LongStream.range(0, 10).mapToObj(VisitsTest::text).collect(Collectors.toSet());
        assertThat(all).hasSize(10);
        assertThat(text(10)).isEqualTo(text(0));
    }

    @Test
    void noCodeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Visits(1, List.of()));
    }

    @Test
    void bareApplicationGetsTheFlagsOfClickTrackingButNotItsCache() {
        var arguments = List.of("-Xmx256m", "-XX:AOTCache=app.aot", "-XX:+UseSerialGC", "-jar", "click.jar", "-x");
        assertThat(BareCommand.like("/jdk/bin/java", arguments, "bare.jar"))
                .containsExactly("/jdk/bin/java", "-Xmx256m", "-XX:+UseSerialGC", "-jar", "bare.jar");
    }

    @Test
    void flagsCannotBeToldOfAProcessWithoutJar() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BareCommand.like("java", List.of("-cp", "x", "Main"), "b"));
    }

    private static String text(long number) {
        return new String(new Visits(18081, CODES).request(number), StandardCharsets.US_ASCII);
    }
}
