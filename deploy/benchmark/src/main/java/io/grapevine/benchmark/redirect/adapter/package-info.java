/** Redirects against a bare endpoint. */
@NullMarked
package io.grapevine.benchmark.redirect.adapter;

import org.jspecify.annotations.NullMarked;
