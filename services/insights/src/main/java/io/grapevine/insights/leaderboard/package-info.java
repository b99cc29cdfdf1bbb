/** Who brings most, of a day, a week, a month or ever. */
@NullMarked
package io.grapevine.insights.leaderboard;

import org.jspecify.annotations.NullMarked;
