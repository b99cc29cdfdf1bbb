/** Participants and their links over HTTP, in PostgreSQL and on the log. */
@NullMarked
package io.grapevine.programs.participant.adapter;

import org.jspecify.annotations.NullMarked;
