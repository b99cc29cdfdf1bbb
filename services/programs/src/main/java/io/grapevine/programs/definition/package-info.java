/** Versions of a program: what a definition makes of the one before. */
@NullMarked
package io.grapevine.programs.definition;

import org.jspecify.annotations.NullMarked;
