/** The durable journal: an event is on this disk before anybody is told that it was accepted. Read {@link io.grapevine.clicktracking.journal.Journal} first. */
@NullMarked
package io.grapevine.clicktracking.journal;

import org.jspecify.annotations.NullMarked;
