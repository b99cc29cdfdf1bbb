/** Web push: what a browser gives to be reached, how a message is encrypted for it (RFC 8291) and signed (RFC 8292), and what its push service's answer means. */
@NullMarked
package io.grapevine.notification.push;

import org.jspecify.annotations.NullMarked;
