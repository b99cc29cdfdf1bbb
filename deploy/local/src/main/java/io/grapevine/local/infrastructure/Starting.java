package io.grapevine.local.infrastructure;

/** Steps of a start that leave nothing running when one of them fails. */
final class Starting {

    private Starting() {}

    static void orClose(AutoCloseable started, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            try {
                started.close();
            } catch (Exception closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }
}
