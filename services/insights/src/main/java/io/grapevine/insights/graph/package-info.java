/** The referral forest: who brought whom, and what its shape says about how a program spreads (decision-spec S8). */
@NullMarked
package io.grapevine.insights.graph;

import org.jspecify.annotations.NullMarked;
