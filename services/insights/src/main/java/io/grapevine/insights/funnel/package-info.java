/** How many people reach each step of a program, in all and by variant. */
@NullMarked
package io.grapevine.insights.funnel;

import org.jspecify.annotations.NullMarked;
