/** The list inside the site's own pages: where an entry stands in it, and which a reader does not want to see. */
@NullMarked
package io.grapevine.notification.feed;

import org.jspecify.annotations.NullMarked;
