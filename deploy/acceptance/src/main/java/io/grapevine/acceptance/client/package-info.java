/** The public HTTP API as a patient client sees it: nothing but the one origin, keys and JSON. */
@NullMarked
package io.grapevine.acceptance.client;

import org.jspecify.annotations.NullMarked;
