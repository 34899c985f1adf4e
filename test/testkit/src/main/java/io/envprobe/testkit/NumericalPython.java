package io.envprobe.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python process that has imported numpy, scipy and scikit-learn. They are downloaded once, into
 * the build directory that the test modules share; nothing is installed on the machine. The system
 * property {@code envprobe.python} names another interpreter than {@code python3}.
 */
public final class NumericalPython {
  private static final int MINUTES = 10;
  private static final Path FOLDER = Path.of("../target/packages/python").toAbsolutePath();
  private static final Path DONE = FOLDER.resolveSibling("python.installed");

  private NumericalPython() {}

  private static String interpreter() {
    return System.getProperty("envprobe.python", "python3");
  }

  /**
   * Starts the process; it prints {@code ready} when all is imported, and ends when its input does.
   * Where the packages cannot be had, the calling test is skipped, and says so.
   */
  public static Process start() throws IOException, InterruptedException {
    if (!Files.exists(DONE) && install()) {
      Files.createFile(DONE);
    }
    if (!Files.exists(DONE)) {
      System.err.println("PROCESS WITH NUMPY NOT EXAMINED: numpy, scipy, scikit-learn not had");
    }
    Assumptions.assumeTrue(Files.exists(DONE), "no numpy, scipy, scikit-learn");
    ProcessBuilder builder =
        new ProcessBuilder(
            interpreter(),
            "-c",
            "import numpy, scipy.linalg, sklearn.linear_model, sys;"
                + " print('ready', flush=True); sys.stdin.read()");
    builder.environment().put("PYTHONPATH", FOLDER.toString());
    return builder.start();
  }

  private static boolean install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Process process;
    try {
      process =
          new ProcessBuilder(
                  List.of(
                      interpreter(),
                      "-m",
                      "pip",
                      "install",
                      "-q",
                      "--retries=1",
                      "--timeout=20",
                      "--only-binary=:all:",
                      "--target",
                      FOLDER.toString(),
                      "numpy",
                      "scipy",
                      "scikit-learn"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false; // There is no Python.
    }
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }
}
