package io.grapevine.benchmark.figure.adapter;

import com.sun.management.OperatingSystemMXBean;
import io.grapevine.benchmark.figure.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks the machine, the JDK and git. */
public final class ThisMachine {

    private static final String UNKNOWN = "unknown";
    private static final int SHORT_HASH = 12;

    private ThisMachine() {}

    public static Machine facts(Path project) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processor(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                system.getName() + " " + system.getVersion(),
                Runtime.version().toString(),
                commit(project),
                system.getSystemLoadAverage());
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException notLinux) {
            return System.getProperty("os.arch", UNKNOWN);
        }
    }

    /** With a plus sign where files differ from it. */
    private static String commit(Path project) {
        var hash = git(project, List.of("rev-parse", "--short=" + SHORT_HASH, "HEAD"));
        if (hash.isEmpty()) return UNKNOWN;
        return git(project, List.of("status", "--porcelain", "--untracked-files=no"))
                        .isEmpty()
                ? hash
                : hash + "+";
    }

    /** Empty if there is no git here, or nothing it has a say on. */
    private static String git(Path project, List<String> words) {
        var command = new ArrayList<>(List.of("git", "-C", project.toString()));
        command.addAll(words);
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? answer : "";
        } catch (IOException noGit) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
