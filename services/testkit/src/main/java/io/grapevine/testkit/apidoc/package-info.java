/** What every service's OpenAPI must say. */
@NullMarked
package io.grapevine.testkit.apidoc;

import org.jspecify.annotations.NullMarked;
