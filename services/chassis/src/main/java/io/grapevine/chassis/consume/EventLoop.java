package io.grapevine.chassis.consume;

import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Brings work back to where it came from: Hibernate Reactive answers on its event loop only, and pauses and workers leave it. */
final class EventLoop {

    private EventLoop() {}

    /** An executor on the current Vert.x context; outside any, on the thread that asks. */
    static Executor current() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : command -> context.runOnContext(ignored -> command.run());
    }
}
