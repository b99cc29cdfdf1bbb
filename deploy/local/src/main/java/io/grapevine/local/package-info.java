/** The whole system on one machine from one command. */
@NullMarked
package io.grapevine.local;

import org.jspecify.annotations.NullMarked;
