package io.envprobe.blas;

/**
 * What a build record says of a library.
 *
 * @param source the record: a path
 * @param library the path of the library that it is about
 * @param about what: {@code version}, {@code provider}, {@code integer width}, {@code kernel},
 *     {@code prefix}, {@code suffix}
 * @param value what it says
 */
public record Claim(String source, String library, String about, String value) {}
