/** The arithmetic of the viral loop (decision-spec S7): pure formulas, each with its unit; a rate whose denominator is 0 is null. */
@NullMarked
package io.grapevine.insights.viralloop;

import org.jspecify.annotations.NullMarked;
