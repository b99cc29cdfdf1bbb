/** The public contract: every fact that travels between services, and how it is written on the log. */
@NullMarked
package io.grapevine.events;

import org.jspecify.annotations.NullMarked;
