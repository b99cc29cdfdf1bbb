/** Who gets the credit: candidates compared, losers named. Read Attribution first. */
@NullMarked
package io.grapevine.attribution.credit;

import org.jspecify.annotations.NullMarked;
