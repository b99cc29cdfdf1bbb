/** Where a link leads: the stored destination, with the click id and what the address brought along. */
@NullMarked
package io.grapevine.clicktracking.redirect;

import org.jspecify.annotations.NullMarked;
