/** Purchases that earn rewards: pure. */
@NullMarked
package io.grapevine.benchmark.conversions;

import org.jspecify.annotations.NullMarked;
