package io.grapevine.acceptance.faults.invariant;

import java.time.Duration;

/**
 * How long the system needed after a fault.
 *
 * @param took from when what was hit answers again until every consumer has read everything
 * @param limit what was promised
 * @param complete whether the lag went to zero at all
 */
public record Recovery(String fault, Duration took, Duration limit, boolean complete) {}
