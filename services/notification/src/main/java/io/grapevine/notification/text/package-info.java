/** SMS and chat: what a provider is asked, and what its answer means. */
@NullMarked
package io.grapevine.notification.text;

import org.jspecify.annotations.NullMarked;
