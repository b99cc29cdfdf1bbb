package io.grapevine.benchmark.redirect;

import java.util.ArrayList;
import java.util.List;

/** How the bare application is started: as click-tracking is, whatever flags that has by now. */
public final class BareCommand {

    private static final String JAR = "-jar";
    /** A cache of another application's classes, which the JVM would refuse. */
    private static final String CACHE = "-XX:AOT";

    private BareCommand() {}

    /** @param arguments those of the running click-tracking */
    public static List<String> like(String java, List<String> arguments, String bareJar) {
        int jar = arguments.indexOf(JAR);
        if (jar < 0) throw new IllegalArgumentException("click-tracking does not run from a jar: " + arguments);
        var words = new ArrayList<String>();
        words.add(java);
        arguments.subList(0, jar).stream()
                .filter(flag -> !flag.startsWith(CACHE))
                .forEach(words::add);
        words.add(JAR);
        words.add(bareJar);
        return List.copyOf(words);
    }
}
