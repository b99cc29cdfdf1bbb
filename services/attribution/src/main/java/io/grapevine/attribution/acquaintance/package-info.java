/** Whether somebody was known to the site before, under whatever name. */
@NullMarked
package io.grapevine.attribution.acquaintance;

import org.jspecify.annotations.NullMarked;
