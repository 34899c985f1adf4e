/**
 * Processors as pure data: what raw texts about a processor say, which features and levels follow,
 * which targets its code may be built for, and how targets relate. Nothing here touches a machine.
 */
@NullMarked
package io.envprobe.target;

import org.jspecify.annotations.NullMarked;
