/** What a program's rules owe for everything one customer did, from the facts alone. */
@NullMarked
package io.grapevine.rewardissuing.owed;

import org.jspecify.annotations.NullMarked;
