/** Which programs there are, who is in them and whose codes are whose. */
@NullMarked
package io.grapevine.insights.program;

import org.jspecify.annotations.NullMarked;
