package io.envprobe.blas;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an OpenMP runtime says of itself.
 *
 * @param macro the date that compilers give as {@code _OPENMP}, such as 201511, where the file
 *     states it
 * @param specification the version of OpenMP of that date: {@code 4.5}
 * @param interfaceVersion the highest {@code OMP_} version that it defines: {@code 5.1}. It is no
 *     version of GCC
 * @param compiler what it was compiled with: {@code Clang 14.0}
 */
public record OpenMpRuntime(
    OptionalInt macro,
    Optional<String> specification,
    Optional<String> interfaceVersion,
    Optional<String> compiler) {}
