/** Real Kafka, PostgreSQL and Redis for tests: containers where an engine answers, embedded otherwise. */
@NullMarked
package io.grapevine.testkit.infrastructure;

import org.jspecify.annotations.NullMarked;
