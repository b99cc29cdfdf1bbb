/** What reward-issuing reads from the log: pure. */
@NullMarked
package io.grapevine.benchmark.rewards;

import org.jspecify.annotations.NullMarked;
