package io.envprobe.cli.command;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The standard streams of one call.
 *
 * @param input standard input
 * @param output standard output
 * @param error standard error
 * @param terminal whether output is a terminal that takes colours
 */
public record Streams(InputStream input, PrintStream output, PrintStream error, boolean terminal) {}
