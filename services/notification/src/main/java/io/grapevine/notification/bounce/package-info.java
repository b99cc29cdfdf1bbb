/** What comes back of a mail: which reports say that an address shall not be written to any more. */
@NullMarked
package io.grapevine.notification.bounce;

import org.jspecify.annotations.NullMarked;
