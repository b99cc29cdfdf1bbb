/** Batches from the log: one transaction per tenant, bisection before dead letters, offsets after the last commit. */
@NullMarked
package io.grapevine.chassis.consume;

import org.jspecify.annotations.NullMarked;
