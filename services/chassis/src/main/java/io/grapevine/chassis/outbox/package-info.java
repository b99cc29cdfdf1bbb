/** What a transaction wants to tell the log, kept in the same transaction and published by the relay. */
@NullMarked
package io.grapevine.chassis.outbox;

import org.jspecify.annotations.NullMarked;
