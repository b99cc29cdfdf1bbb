/** Programs over HTTP, in PostgreSQL and on the log. */
@NullMarked
package io.grapevine.programs.definition.adapter;

import org.jspecify.annotations.NullMarked;
