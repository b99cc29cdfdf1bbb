package io.grapevine.benchmark.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.grapevine.benchmark.start.Footprint.Share;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FootprintTest {

    private static final long MIB = 1024;

    @ParameterizedTest
    @CsvSource({
        "/jdk/bin/java -Xmx256m -jar /p/services/click-tracking/target/quarkus-app/quarkus-run.jar, click-tracking",
        "/jdk/bin/java -cp /p/deploy/local/target/grapevine-local.jar io.grapevine.local.infrastructure.BrokerMain server.properties, kafka",
        "/jdk/bin/java -jar deploy/local/target/grapevine-local.jar, launcher",
        "/jdk/bin/java -jar other.jar, java",
        "/data/pg/bin/postgres -D cluster, postgresql",
        "/usr/bin/redis-server-6.2 *:16379, redis",
        "sh -c script leash TERM 12 /jdk/bin/java -jar /p/services/programs/target/quarkus-app/quarkus-run.jar, leashes",
        "python3 x, python3"
    })
    void processBelongsToThePartItsWordsTell(String words, String part) {
        assertThat(Part.of(List.of(words.split(" ")))).isEqualTo(part);
    }

    @Test
    void backendOfPostgresqlIsKnownByTheTitleItGaveItself() {
        assertThat(Part.of(List.of("postgres: grapevine_app grapevine_programs 127.0.0.1(5000) idle")))
                .isEqualTo("postgresql");
        assertThat(Part.of(List.of("postgres: checkpointer "))).isEqualTo("postgresql");
    }

    @Test
    void processWithoutWordsIsUnknown() {
        assertThat(Part.of(List.of())).isEqualTo("unknown");
        assertThat(Part.of(List.of(""))).isEqualTo("unknown");
    }

    @Test
    void rollupIsReadFromWhatLinuxWrites() {
        var text = """
                55d0c0a5e000-7ffd5f5e6000 ---p 00000000 00:00 0    [rollup]
                Rss:              213456 kB
                Pss:              198765 kB
                Pss_Dirty:        150000 kB
                SwapPss:               0 kB
                """;
        assertThat(Rollup.parse(text)).isEqualTo(new Rollup(198_765, 213_456));
    }

    @Test
    void rollupWithoutNumbersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rollup.parse("Rss: 1 kB"))
                .withMessageContaining("Pss");
    }

    @Test
    void processesOfOnePartAreAddedUpAndTheGreatestPartComesFirst() {
        var footprint = Footprint.of(List.of(
                new Share("postgresql", 1, 10 * MIB, 100 * MIB),
                new Share("kafka", 1, 200 * MIB, 210 * MIB),
                new Share("postgresql", 1, 20 * MIB, 110 * MIB)));
        assertThat(footprint.parts())
                .containsExactly(
                        new Share("kafka", 1, 200 * MIB, 210 * MIB), new Share("postgresql", 2, 30 * MIB, 210 * MIB));
        assertThat(footprint.pssGib()).isCloseTo(230 / 1024.0, within(1e-9));
        assertThat(footprint.rssGib()).isCloseTo(420 / 1024.0, within(1e-9));
        assertThat(footprint.table()).isEqualTo("""
                        part        processes  PSS MiB  RSS MiB
                        kafka       1          200      210
                        postgresql  2          30       210
                        """);
    }

    @Test
    void systemWithoutProcessesIsNoSystem() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Footprint(List.of()));
    }
}
