package io.envprobe.binaries;

/**
 * Something in a file that contradicts its format; what the file holds besides is still reported.
 *
 * @param code a stable name in lower case with hyphens, such as {@code verneed-out-of-file}
 * @param offset where in the file the trouble starts; past the end where a table points there
 * @param message one sentence for a person
 */
public record Defect(String code, long offset, String message) {}
