/** One transaction, one tenant: row-level security is set before anything is read or written. */
@NullMarked
package io.grapevine.chassis.tenancy;

import org.jspecify.annotations.NullMarked;
