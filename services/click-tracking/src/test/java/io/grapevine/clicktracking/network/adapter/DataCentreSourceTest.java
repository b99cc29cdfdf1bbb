package io.grapevine.clicktracking.network.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.clicktracking.network.NetworkAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCentreSourceTest {

    private static final Path PUBLISHED = Path.of("src/test/resources/data-centres");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    Path lists;

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1,true", // AWS
        "2001:db8:c10d::1,true",
        "198.51.100.65,true", // Google
        "2001:db8:600f::1,true",
        "198.51.100.129,true", // Azure
        "2001:db8:a2e::1,true",
        "198.51.100.161,true", // a table
        "198.51.100.193,true", // a plain list
        "198.51.100.224,true",
        "198.51.100.225,false",
        "203.0.113.7,false"
    })
    void everyPublishedFormIsRead(String address, boolean isDataCentre) {
        assertThat(knows(source(PUBLISHED), address)).isEqualTo(isDataCentre);
    }

    @Test
    void aListThatChangesIsReadAgainAndABrokenOneLeavesWhatWasKnown() throws IOException {
        // Given
        var list = lists.resolve("own.txt");
        write(list, "198.51.100.0/25", 1);
        var source = source(lists);
        // When: the list grows
        write(list, "198.51.100.0/24", 2);
        source.look();
        // Then
        assertThat(knows(source, "198.51.100.200")).isTrue();
        // When: somebody saved an error page beside it
        write(lists.resolve("aws.json"), "<html>not here</html>", 3);
        source.look();
        // Then
        assertThat(knows(source, "198.51.100.200")).isTrue();
        assertThat(unreadable()).isEqualTo(1);
        // When: it is removed, and the list is of others now
        Files.delete(lists.resolve("aws.json"));
        write(list, "192.0.2.0/24", 4);
        source.look();
        // Then
        assertThat(knows(source, "198.51.100.200")).isFalse();
        assertThat(knows(source, "192.0.2.1")).isTrue();
        assertThat(unreadable()).isZero();
        assertThat(registry.get("grapevine.network.data.centre.blocks").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void aFileThatListsNothingIsAMistake() throws IOException {
        write(lists.resolve("empty.json"), "{\"prefixes\": []}", 1);
        assertThat(knows(source(lists), "198.51.100.1")).isFalse();
        assertThat(unreadable()).isEqualTo(1);
    }

    @Test
    void withoutListsNobodyIsInADataCentre() {
        assertThat(knows(source(), "198.51.100.1")).isFalse();
        assertThat(unreadable()).isZero();
    }

    private double unreadable() {
        return registry.get("grapevine.network.lists.unreadable").gauge().value();
    }

    private static boolean knows(DataCentreSource source, String address) {
        return source.dataCentres().have(NetworkAddress.parse(address).orElseThrow());
    }

    // The clock of a file system may not tell two writes apart.
    private static void write(Path file, String text, int second) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(second)));
    }

    private DataCentreSource source(Path... places) {
        var source = new DataCentreSource(
                new NetworkConfig() {
                    @Override
                    public Optional<List<Path>> dataCentres() {
                        return Optional.of(List.of(places));
                    }

                    @Override
                    public Duration lookEvery() {
                        return Duration.ofMinutes(10);
                    }
                },
                registry);
        source.look();
        return source;
    }
}
