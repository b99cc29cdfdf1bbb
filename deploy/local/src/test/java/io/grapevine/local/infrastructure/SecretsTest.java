package io.grapevine.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path data;

    @Test
    void theyStayForAsLongAsTheDataDoes() {
        assertThat(Secrets.in(data)).isEqualTo(Secrets.in(data));
    }

    @Test
    void onlyTheirOwnerMayReadThem() throws IOException {
        // When
        var _ = Secrets.in(data);
        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keysHave256Bits() {
        // When
        var secrets = Secrets.in(data);
        // Then
        assertThat(Base64.getDecoder().decode(secrets.masterKey())).hasSize(32);
        assertThat(Base64.getDecoder().decode(secrets.clickKey())).hasSize(32);
    }

    @Test
    void aFileOfAnOlderVersionKeepsWhatItHasAndGetsWhatItLacks() throws IOException {
        // Given
        Files.write(data.resolve("secrets.properties"), List.of("appPassword=known"));
        // When
        var secrets = Secrets.in(data);
        // Then
        assertThat(secrets.appPassword()).isEqualTo("known");
        assertThat(Secrets.in(data)).isEqualTo(secrets);
    }

    @Test
    void theyAreNotPrintedByAccident() {
        // When
        var secrets = Secrets.in(data);
        // Then
        assertThat(secrets.toString()).doesNotContain(secrets.masterKey());
    }
}
