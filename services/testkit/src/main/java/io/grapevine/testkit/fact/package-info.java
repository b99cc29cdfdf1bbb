/** Facts of the log for tests: each says what the test is about and leaves the rest usual or empty. */
@NullMarked
package io.grapevine.testkit.fact;

import org.jspecify.annotations.NullMarked;
