/** What a process is and what it occupies: pure. */
@NullMarked
package io.grapevine.benchmark.start;

import org.jspecify.annotations.NullMarked;
