/** JSON documents of requirement formats; the one place here that sees Gson. */
@NullMarked
package io.envprobe.requirement.internal.json;

import org.jspecify.annotations.NullMarked;
