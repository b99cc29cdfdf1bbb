/** What staff decide themselves, and take back. */
@NullMarked
package io.grapevine.attribution.manual;

import org.jspecify.annotations.NullMarked;
