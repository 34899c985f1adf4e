package io.envprobe.blas;

/**
 * Something that could serve an interface here, as the machine's own switch knows it.
 *
 * @param source the switch: {@code alternatives}, {@code eselect}, {@code flexiblas}, {@code conda}
 * @param group what is switched: a group of alternatives, {@code blas/lib64}, a package
 * @param name of the candidate
 * @param path where it is; empty where the switch does not say
 * @param active whether it is chosen now
 * @param detail priority, comment or build string
 */
public record Candidate(
    String source, String group, String name, String path, boolean active, String detail) {}
