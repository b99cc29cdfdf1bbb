/** The shell of this feature: tables, Redis and API. */
@NullMarked
package io.grapevine.insights.leaderboard.adapter;

import org.jspecify.annotations.NullMarked;
