/** The key figures of a program, what they mean, and whether they are what was wanted. */
@NullMarked
package io.grapevine.insights.kpi;

import org.jspecify.annotations.NullMarked;
