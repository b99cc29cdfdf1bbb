/** Ingest against the raw Kafka producer. */
@NullMarked
package io.grapevine.benchmark.ingest.adapter;

import org.jspecify.annotations.NullMarked;
