/** What people are told about: which event is a moment for whom, what a channel is asked to carry, and what its answer means. */
@NullMarked
package io.grapevine.notification.moment;

import org.jspecify.annotations.NullMarked;
