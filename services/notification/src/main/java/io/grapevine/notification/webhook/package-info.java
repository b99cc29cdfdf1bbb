/** Telling a tenant's own systems: where to post, how to sign it, when to try again, and where never to connect to. */
@NullMarked
package io.grapevine.notification.webhook;

import org.jspecify.annotations.NullMarked;
