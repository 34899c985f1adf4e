/** Profiles as JSON. The only package of this module that needs Gson. */
@NullMarked
package io.envprobe.json;

import org.jspecify.annotations.NullMarked;
