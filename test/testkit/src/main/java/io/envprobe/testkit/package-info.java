/** What several test modules share. */
@NullMarked
package io.envprobe.testkit;

import org.jspecify.annotations.NullMarked;
