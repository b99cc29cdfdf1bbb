/** What attribution reads from the log: pure. */
@NullMarked
package io.grapevine.benchmark.attribution;

import org.jspecify.annotations.NullMarked;
