/** Links over HTTP: memory, then Redis, then our own table. */
@NullMarked
package io.grapevine.clicktracking.redirect.adapter;

import org.jspecify.annotations.NullMarked;
