/** The gateway itself: forwards requests, streams both ways, answers in problems when nobody else does. */
@NullMarked
package io.grapevine.console.routes.adapter;

import org.jspecify.annotations.NullMarked;
