package io.grapevine.testkit.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout begins, whether Maven or an IDE runs the test. */
final class ProjectRoot {

    private ProjectRoot() {}

    static Path path() {
        for (var directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent())
            if (Files.exists(directory.resolve("deploy/local/pom.xml"))) return directory;
        throw new IllegalStateException(
                "the project's root is not above " + Path.of("").toAbsolutePath());
    }
}
