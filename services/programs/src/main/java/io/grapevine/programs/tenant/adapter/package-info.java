/** Tenants and their keys over HTTP, in PostgreSQL and on the log. */
@NullMarked
package io.grapevine.programs.tenant.adapter;

import org.jspecify.annotations.NullMarked;
