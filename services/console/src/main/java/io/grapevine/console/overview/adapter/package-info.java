/** Asks every service how it is and shows it: readiness, start page, index of the API descriptions. */
@NullMarked
package io.grapevine.console.overview.adapter;

import org.jspecify.annotations.NullMarked;
