/**
 * What the dynamic loaders of glibc and musl would do: which file each needed library is, every
 * place looked at on the way, and what fails. Pure functions over a port to files; nothing is
 * mapped or run.
 */
@NullMarked
package io.envprobe.binaries.loader;

import org.jspecify.annotations.NullMarked;
