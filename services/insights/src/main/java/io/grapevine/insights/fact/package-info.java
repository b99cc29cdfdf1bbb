/** What people did, reduced to what insights counts. */
@NullMarked
package io.grapevine.insights.fact;

import org.jspecify.annotations.NullMarked;
