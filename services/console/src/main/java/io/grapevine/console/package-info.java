/** The people's front door: one origin for every API, its readiness, and the page that says where everything is. */
@NullMarked
package io.grapevine.console;

import org.jspecify.annotations.NullMarked;
