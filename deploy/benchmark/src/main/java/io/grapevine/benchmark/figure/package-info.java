/** What was measured, what it is held to, and how that is shown: pure. */
@NullMarked
package io.grapevine.benchmark.figure;

import org.jspecify.annotations.NullMarked;
