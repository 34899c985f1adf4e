/**
 * Dependencies that no language's package index has: libraries, compilers and programs of the
 * system. {@link io.envprobe.external.ExternalFormats} reads what projects declare, {@link
 * io.envprobe.external.ExternalDependency#condition} is the same as a condition, {@link
 * io.envprobe.external.ExternalFinder} tells whether a machine has it. Nothing is run or installed.
 */
@NullMarked
package io.envprobe.external;

import org.jspecify.annotations.NullMarked;
