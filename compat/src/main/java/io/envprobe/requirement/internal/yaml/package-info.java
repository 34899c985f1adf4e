/** YAML documents as the values of JSON, each of which knows where it stands. */
@NullMarked
package io.envprobe.requirement.internal.yaml;

import org.jspecify.annotations.NullMarked;
