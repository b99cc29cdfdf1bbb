/** The terms a decision is made under: versions of a program and when each holds. */
@NullMarked
package io.grapevine.attribution.program;

import org.jspecify.annotations.NullMarked;
