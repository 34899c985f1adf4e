package io.envprobe.artifact.internal;

import java.util.OptionalLong;

/**
 * A file that can be opened, by itself or in an archive.
 *
 * @param path with {@code !/} between a container and what is in it
 * @param size in bytes
 * @param checksum the CRC-32 that its container claims
 */
record ContainedFile(String path, long size, OptionalLong checksum) {}
