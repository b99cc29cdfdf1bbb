/** Time as an argument: the one bean that knows what time it is, so that tests can turn it. */
@NullMarked
package io.grapevine.chassis.clock;

import org.jspecify.annotations.NullMarked;
