package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.machine.Machines;
import io.envprobe.cli.output.Output;
import io.envprobe.host.Inputs;
import java.io.InputStream;

/**
 * One call of a command.
 *
 * @param arguments the words, understood
 * @param output where to write
 * @param inputs what the user names
 * @param standardInput standard input, for a command that reads it line by line
 * @param machines the machines that were looked at in this process
 */
public record Invocation(
    Arguments arguments,
    Output output,
    Inputs inputs,
    InputStream standardInput,
    Machines machines) {}
