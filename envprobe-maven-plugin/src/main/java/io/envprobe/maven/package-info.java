/** Maven asks the machine: properties, profiles that a marker expression activates, a gate. */
@NullMarked
package io.envprobe.maven;

import org.jspecify.annotations.NullMarked;
