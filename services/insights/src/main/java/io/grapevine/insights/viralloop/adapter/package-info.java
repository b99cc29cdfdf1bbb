/** The shell of this feature: tables and API. */
@NullMarked
package io.grapevine.insights.viralloop.adapter;

import org.jspecify.annotations.NullMarked;
