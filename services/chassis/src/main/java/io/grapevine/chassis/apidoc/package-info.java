/** What every service's OpenAPI says alike: keys, problems, paging and idempotency, added while the service is built. */
@NullMarked
package io.grapevine.chassis.apidoc;

import org.jspecify.annotations.NullMarked;
