/** The arithmetic of experiments (decision-spec S10): who sees what, and what the figures allow to be said about it. */
@NullMarked
package io.grapevine.insights.experiment;

import org.jspecify.annotations.NullMarked;
