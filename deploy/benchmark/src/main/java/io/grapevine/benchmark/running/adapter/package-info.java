/** The system under load and what is started beside it. */
@NullMarked
package io.grapevine.benchmark.running.adapter;

import org.jspecify.annotations.NullMarked;
