/** Requests to hosts that tenants name: every address checked, nothing followed, time and answer bounded. */
@NullMarked
package io.grapevine.chassis.egress;

import org.jspecify.annotations.NullMarked;
