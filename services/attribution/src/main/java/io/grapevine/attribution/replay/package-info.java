/** What other terms would have decided: how it differs from what was decided, and how fast to find out. */
@NullMarked
package io.grapevine.attribution.replay;

import org.jspecify.annotations.NullMarked;
