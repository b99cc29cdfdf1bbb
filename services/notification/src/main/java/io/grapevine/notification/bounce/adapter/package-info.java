/** Reports as they come in by HTTP, and the addresses they suppress. */
@NullMarked
package io.grapevine.notification.bounce.adapter;

import org.jspecify.annotations.NullMarked;
