package io.envprobe.host;

/**
 * What a finished command left behind.
 *
 * @param exitCode its exit code
 * @param standardOutput its standard output as UTF-8, cut at the request's limit
 */
public record CommandOutput(int exitCode, String standardOutput) {}
