/** The Idempotency-Key header: the same request is carried out once and answered alike. */
@NullMarked
package io.grapevine.chassis.idempotency;

import org.jspecify.annotations.NullMarked;
