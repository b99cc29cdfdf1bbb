/** The requests of visitors who follow links: pure. */
@NullMarked
package io.grapevine.benchmark.redirect;

import org.jspecify.annotations.NullMarked;
