/** Maven coordinates and jar files, and what their classifiers ask. */
@NullMarked
package io.envprobe.requirement.internal.maven;

import org.jspecify.annotations.NullMarked;
