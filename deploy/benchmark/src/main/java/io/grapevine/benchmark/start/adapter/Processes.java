package io.grapevine.benchmark.start.adapter;

import io.grapevine.benchmark.start.Footprint;
import io.grapevine.benchmark.start.Part;
import io.grapevine.benchmark.start.Rollup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Linux tells of running processes. */
final class Processes {

    private Processes() {}

    /** @throws IllegalStateException where there is no {@code /proc}: only Linux tells what may be added up */
    static Footprint footprint(List<ProcessHandle> processes) {
        if (!Files.exists(Path.of("/proc/self/smaps_rollup"))) {
            throw new IllegalStateException("memory is measured on Linux only");
        }
        var shares = new ArrayList<Footprint.Share>();
        for (var process : processes) share(process.pid()).ifPresent(shares::add);
        return Footprint.of(shares);
    }

    /** Empty for one that has ended meanwhile. */
    private static Optional<Footprint.Share> share(long pid) {
        var directory = Path.of("/proc", Long.toString(pid));
        try {
            var words = Files.readString(directory.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .split("\0");
            var rollup = Rollup.parse(Files.readString(directory.resolve("smaps_rollup")));
            return Optional.of(new Footprint.Share(Part.of(List.of(words)), 1, rollup.pssKib(), rollup.rssKib()));
        } catch (IOException ended) {
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) return Optional.empty();
            throw new IllegalStateException("cannot read what process " + pid + " occupies", ended);
        }
    }
}
