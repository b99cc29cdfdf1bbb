/** The shell: tables filled, requests and queries timed. */
@NullMarked
package io.grapevine.benchmark.graph.adapter;

import org.jspecify.annotations.NullMarked;
