/** The generator: one thread, plain HTTP/1.1, no pipelining. */
@NullMarked
package io.grapevine.benchmark.load.adapter;

import org.jspecify.annotations.NullMarked;
