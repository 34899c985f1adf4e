/** The runnable jar as a process, and the library as other programs embed it. */
@NullMarked
package io.envprobe.integration;

import org.jspecify.annotations.NullMarked;
