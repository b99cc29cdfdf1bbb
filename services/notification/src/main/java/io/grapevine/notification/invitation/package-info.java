/** Inviting people who never signed up: what may be asked, who may be written to, and how an invitation stands. */
@NullMarked
package io.grapevine.notification.invitation;

import org.jspecify.annotations.NullMarked;
