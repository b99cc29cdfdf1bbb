/** When requests go out and what their answers say: pure. */
@NullMarked
package io.grapevine.benchmark.load;

import org.jspecify.annotations.NullMarked;
