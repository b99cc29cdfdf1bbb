/** What a run measures: pure. */
@NullMarked
package io.grapevine.benchmark.running;

import org.jspecify.annotations.NullMarked;
