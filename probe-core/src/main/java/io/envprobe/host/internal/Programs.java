package io.envprobe.host.internal;

import io.envprobe.host.CommandOutput;
import io.envprobe.host.FailureKind;
import io.envprobe.host.NativePort;
import io.envprobe.host.Outcome;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;

/** Runs programs that the user named, and finds the module that makes native calls. */
public final class Programs {
  private static final int OUTPUT_LIMIT = 1 << 20;
  private static final int SECONDS = 10;

  private Programs() {}

  /**
   * Runs a program in the C locale with no input, its messages thrown away, for at most ten
   * seconds.
   */
  public static Outcome<CommandOutput> run(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("LC_ALL", "C");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    String name = words.get(0);
    Process process;
    try {
      process = builder.redirectInput(ProcessBuilder.Redirect.from(nullDevice())).start();
    } catch (IOException e) {
      return Outcome.failed(FailureKind.IO_ERROR, name + " cannot be started: " + e.getMessage());
    }
    // The watchdog ends a program that does not end; reading its output then ends too.
    Thread watchdog = new Thread(() -> endLate(process), "envprobe-watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
    try (InputStream out = process.getInputStream()) {
      byte[] output = out.readNBytes(OUTPUT_LIMIT);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Outcome.failed(FailureKind.TIMEOUT, name + " did not end within " + SECONDS + " s");
      }
      int exit = process.exitValue();
      return Outcome.of(new CommandOutput(exit, new String(output, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Outcome.failed(FailureKind.IO_ERROR, "reading the output of " + name + " failed");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return Outcome.failed(FailureKind.TIMEOUT, "interrupted while " + name + " ran");
    } finally {
      watchdog.interrupt();
    }
  }

  private static void endLate(Process process) {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static File nullDevice() {
    return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
  }

  /** The port of the module that makes native calls, or one that says that there is none. */
  public static NativePort nativePort() {
    for (NativePort port :
        ServiceLoader.load(NativePort.class, NativePort.class.getClassLoader())) {
      return port;
    }
    return (function, arguments) ->
        Outcome.failed(FailureKind.UNSUPPORTED, "the module for native calls is not installed");
  }
}
