/** Who was brought by whom, for good: the referral forest of a program, settled in event order. */
@NullMarked
package io.grapevine.attribution.binding;

import org.jspecify.annotations.NullMarked;
