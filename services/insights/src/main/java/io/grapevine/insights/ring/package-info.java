/** People who are told to know one another by what they share, and how densely: hints for whoever reviews, never a verdict. */
@NullMarked
package io.grapevine.insights.ring;

import org.jspecify.annotations.NullMarked;
