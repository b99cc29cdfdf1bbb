/** Which request a log line, an event and a span belong to. */
@NullMarked
package io.grapevine.chassis.correlation;

import org.jspecify.annotations.NullMarked;
