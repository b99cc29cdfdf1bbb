/** The tables a service needs, and what it does until they are there. */
@NullMarked
package io.grapevine.chassis.schema;

import org.jspecify.annotations.NullMarked;
