/** API keys: who calls, for which tenant, with which rights. */
@NullMarked
package io.grapevine.chassis.access;

import org.jspecify.annotations.NullMarked;
