/** What channels earn over a period of journeys: by the credit models, by Markov, by Shapley. Read MarkovChain first. */
@NullMarked
package io.grapevine.attribution.channel;

import org.jspecify.annotations.NullMarked;
