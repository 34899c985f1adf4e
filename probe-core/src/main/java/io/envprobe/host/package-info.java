/**
 * The only ways to touch the machine: requests and their outcomes, live, inside an image, or from a
 * recording.
 */
@NullMarked
package io.envprobe.host;

import org.jspecify.annotations.NullMarked;
