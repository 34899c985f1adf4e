/** What vendors' libraries are asked, in a process of their own. */
@NullMarked
package io.envprobe.gpu.internal.vendor;

import org.jspecify.annotations.NullMarked;
