/** Tells people from machines at a link: nothing is dropped, but only people are counted as people. */
@NullMarked
package io.grapevine.clicktracking.classify;

import org.jspecify.annotations.NullMarked;
