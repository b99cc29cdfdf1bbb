/** What mutation tests need in the JVM they run in. */
@NullMarked
package io.grapevine.testkit.mutation;

import org.jspecify.annotations.NullMarked;
