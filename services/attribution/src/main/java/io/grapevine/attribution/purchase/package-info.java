/** What an order is worth to whom: its effective facts, and the decision they lead to. */
@NullMarked
package io.grapevine.attribution.purchase;

import org.jspecify.annotations.NullMarked;
