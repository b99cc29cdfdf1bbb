/** The report as a file, and the facts of this machine. */
@NullMarked
package io.grapevine.benchmark.figure.adapter;

import org.jspecify.annotations.NullMarked;
