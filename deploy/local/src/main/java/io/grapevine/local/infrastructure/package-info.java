/** Kafka, PostgreSQL and Redis on this machine, from published packages, for local runs and tests. */
@NullMarked
package io.grapevine.local.infrastructure;

import org.jspecify.annotations.NullMarked;
