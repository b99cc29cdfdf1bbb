package io.grapevine.local.child;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits until a child answers, as long as it lives and the time allows. */
public final class Readiness {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private Readiness() {}

    /**
     * Returns when {@code answers} is true; its exceptions count as no.
     *
     * @throws StartFailed if the process ends or the time passes before that
     */
    public static void await(LeashedProcess process, Duration limit, Callable<Boolean> answers) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!isTrue(answers)) {
            if (!process.isAlive()) {
                var code = process.exitCode().join();
                throw StartFailed.withLog(process.name() + " ended at start with code " + code, process.log());
            }
            if (System.nanoTime() > deadline) {
                throw StartFailed.withLog(
                        process.name() + " did not answer within " + limit.toSeconds() + " s", process.log());
            }
            pause();
        }
    }

    private static boolean isTrue(Callable<Boolean> answers) {
        try {
            return answers.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while waiting", e);
        } catch (Exception e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while waiting", e);
        }
    }
}
