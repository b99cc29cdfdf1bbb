/** The batches a busy site sends: pure. */
@NullMarked
package io.grapevine.benchmark.ingest;

import org.jspecify.annotations.NullMarked;
