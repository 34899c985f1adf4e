package io.envprobe.cli;

import io.envprobe.cli.command.Streams;
import io.envprobe.host.HostPermission;
import io.envprobe.host.LiveHost;
import io.envprobe.host.LiveInputs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The entry of the runnable jar. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] words) {
    PrintStream output = stream(FileDescriptor.out);
    PrintStream error = stream(FileDescriptor.err);
    int exit = Remembering.run(List.of(words), streams(output, error));
    output.flush();
    error.flush();
    // Not System.exit: probes that hang are on daemon threads, and there is nothing to clean up.
    Runtime.getRuntime().halt(exit);
  }

  /** The streams of a call whose answer goes there. */
  static Streams streams(PrintStream output, PrintStream error) {
    return new Streams(LiveInputs.standardInputOfProcess(), output, error, isColourTerminal());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 14),
        false,
        StandardCharsets.UTF_8);
  }

  /** From JDK 22 on there is a console without a terminal too; then colour must be asked for. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasConsole() {
    return Runtime.version().feature() < 22 && System.console() != null;
  }

  /** NO_COLOR (no-color.org) and a dumb terminal mean none. */
  private static boolean isColourTerminal() {
    if (!hasConsole()) {
      return false;
    }
    LiveHost host = new LiveHost(Set.<HostPermission>of());
    boolean refused =
        host.variable("NO_COLOR").answer().filter(text -> !text.isEmpty()).isPresent();
    return !refused && !host.variable("TERM").answer().orElse("dumb").equals("dumb");
  }
}
