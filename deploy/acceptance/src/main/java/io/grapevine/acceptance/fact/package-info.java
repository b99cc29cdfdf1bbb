/** The facts of a log in the replay format, as values. */
@NullMarked
package io.grapevine.acceptance.fact;

import org.jspecify.annotations.NullMarked;
