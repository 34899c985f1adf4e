@NullMarked
package io.envprobe.nativeaccess.child;

import org.jspecify.annotations.NullMarked;
