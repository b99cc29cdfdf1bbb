/** How the credit for one conversion is shared among its touches, and the money with it. Read CreditModel first. */
@NullMarked
package io.grapevine.attribution.model;

import org.jspecify.annotations.NullMarked;
