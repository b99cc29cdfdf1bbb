/** Many readers of live figures at one instance of insights. */
@NullMarked
package io.grapevine.benchmark.streams.adapter;

import org.jspecify.annotations.NullMarked;
