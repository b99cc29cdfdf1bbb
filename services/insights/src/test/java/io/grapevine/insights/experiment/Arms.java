package io.grapevine.insights.experiment;

import java.util.Random;

/** Arms made up for tests. */
final class Arms {

    private Arms() {}

    /** Any number of successes is as likely as any other. */
    static Arm random(Random random, int trials) {
        return new Arm(random.nextInt(trials + 1), trials);
    }
}
