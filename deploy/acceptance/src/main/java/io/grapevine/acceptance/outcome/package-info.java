/** What a log comes to: who brought whom, what is owed, how it spread; and how two such outcomes differ. */
@NullMarked
package io.grapevine.acceptance.outcome;

import org.jspecify.annotations.NullMarked;
