/** Who brought whom in large programs: trees around a person and generations below one, beside recursive queries in plain PostgreSQL. */
@NullMarked
package io.grapevine.benchmark.graph;

import org.jspecify.annotations.NullMarked;
