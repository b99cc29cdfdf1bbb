/** API keys: how they are made, recognised and retired. */
@NullMarked
package io.grapevine.programs.apikey;

import org.jspecify.annotations.NullMarked;
