package io.grapevine.local.infrastructure;

import io.grapevine.local.child.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How to run a program that refuses to be root or nameless: as ourselves if we are neither, else in a user namespace, else as nobody, which
 * needs its files to belong to nobody.
 */
final class UnprivilegedCommand {

    private static final String NOBODY = "65534";
    private static final int PROBE_SECONDS = 10;

    private final List<String> prefix;
    private final boolean ownsAsNobody;

    private UnprivilegedCommand(List<String> prefix, boolean ownsAsNobody) {
        this.prefix = prefix;
        this.ownsAsNobody = ownsAsNobody;
    }

    static UnprivilegedCommand forThisUser() {
        if (!isRoot() && hasName()) return new UnprivilegedCommand(List.of(), false);
        var namespace = List.of("unshare", "-U");
        if (works(namespace)) return new UnprivilegedCommand(namespace, false);
        if (!isRoot()) {
            throw new StartFailed("PostgreSQL wants to know the name of the user who runs it, and this one has none;"
                    + " run as a user who is in /etc/passwd");
        }
        // Containers commonly forbid user namespaces.
        var nobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (works(nobody)) return new UnprivilegedCommand(nobody, true);
        throw new StartFailed("PostgreSQL refuses to run as root, and neither unshare nor setpriv can change that here;"
                + " run as another user");
    }

    List<String> of(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Lets the command read and own {@code path}, which must exist, and everything below. */
    void giveAway(Path path) throws IOException {
        if (!ownsAsNobody) return;
        var absolute = path.toAbsolutePath().toString();
        if (run(List.of("chown", "-R", NOBODY + ":" + NOBODY, absolute)) == 0
                && run(of(List.of("test", "-r", absolute))) == 0) return;
        throw new StartFailed("PostgreSQL refuses to run as root, and the user nobody cannot reach " + absolute
                + "; choose a directory everybody may pass through with GRAPEVINE_DATA, or run as another user");
    }

    private static boolean isRoot() {
        try {
            return Files.isDirectory(Path.of("/proc/self"))
                    ? Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                    : "root".equals(System.getProperty("user.name"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean hasName() {
        try {
            return run(List.of("id", "-un")) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean works(List<String> prefix) {
        var command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return run(command) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) return process.exitValue();
            process.destroyForcibly();
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return -1;
        }
    }
}
