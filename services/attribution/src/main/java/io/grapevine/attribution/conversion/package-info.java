/** Conversions: what was decided about a sign-up or an order, as a whole state that revisions replace. */
@NullMarked
package io.grapevine.attribution.conversion;

import org.jspecify.annotations.NullMarked;
