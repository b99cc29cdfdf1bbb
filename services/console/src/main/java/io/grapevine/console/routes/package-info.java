/** Which service answers which path. */
@NullMarked
package io.grapevine.console.routes;

import org.jspecify.annotations.NullMarked;
