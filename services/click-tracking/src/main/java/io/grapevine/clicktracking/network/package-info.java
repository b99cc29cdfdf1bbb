/** What may be known of where an event came from. */
@NullMarked
package io.grapevine.clicktracking.network;

import org.jspecify.annotations.NullMarked;
