/** Standard Webhooks: the secret a receiver shares with us, sealed at rest, and the headers that prove a post is ours. */
@NullMarked
package io.grapevine.chassis.signing;

import org.jspecify.annotations.NullMarked;
