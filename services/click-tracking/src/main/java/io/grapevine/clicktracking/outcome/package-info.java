/** What became of an event: kept, decided, in conflict, refused, or dead. */
@NullMarked
package io.grapevine.clicktracking.outcome;

import org.jspecify.annotations.NullMarked;
