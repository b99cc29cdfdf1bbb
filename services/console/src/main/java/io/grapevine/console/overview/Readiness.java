package io.grapevine.console.overview;

import io.grapevine.console.routes.Backend;
import java.time.Duration;

/**
 * How one service stands.
 *
 * @param reason one line for people: what its own readiness says, or why there is none
 * @param took how long the answer took
 */
public record Readiness(Backend backend, boolean ready, String reason, Duration took) {}
