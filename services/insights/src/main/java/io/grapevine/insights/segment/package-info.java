/** To which segment of its customers a site says somebody belongs. */
@NullMarked
package io.grapevine.insights.segment;

import org.jspecify.annotations.NullMarked;
