package io.envprobe.blas;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Small shared libraries, compiled by the machine's own compiler. */
public final class CompiledLibrary {
  private static final String[] LEVEL_ONE = {"isamax_", "dgemm_", "xerbla_array_", "ddot_"};

  private final StringBuilder source = new StringBuilder();
  private final List<String> options = new ArrayList<>();

  private CompiledLibrary(String soname) {
    if (!soname.isEmpty()) {
      options.add("-Wl,-soname," + soname);
    }
  }

  /** A library of a name; without one where it is empty. */
  public static CompiledLibrary named(String soname) {
    return new CompiledLibrary(soname);
  }

  /** The functions of a BLAS whose integers have a C type. */
  public CompiledLibrary blas(String integer, String prefix, String suffix) {
    for (String name : LEVEL_ONE) {
      code(integer + " " + prefix + name + suffix + "(" + integer + " *n) { return *n; }");
    }
    return code("int " + prefix + "cblas_dgemm" + suffix + "(void) { return 0; }");
  }

  /** LAPACK's functions, of a version. */
  public CompiledLibrary lapack(String integer, String prefix, String suffix, int... version) {
    code("int " + prefix + "dgetrf_" + suffix + "(void) { return 0; }");
    return code(
        "void %silaver_%s(%s *a, %s *b, %s *c) { *a = %d; *b = %d; *c = %d; }"
            .formatted(
                prefix, suffix, integer, integer, integer, version[0], version[1], version[2]));
  }

  /** A function that returns a constant. */
  public CompiledLibrary constant(String name, int value) {
    return code("int " + name + "(void) { return " + value + "; }");
  }

  /** A text among the constants. */
  public CompiledLibrary text(String name, String text) {
    return code("const char " + name + "[] = \"" + text + "\";");
  }

  /** A line of C. */
  public CompiledLibrary code(String line) {
    source.append(line).append('\n');
    return this;
  }

  /** An option of the compiler. */
  public CompiledLibrary option(String option) {
    options.add(option);
    return this;
  }

  /** Compiles into a file; the test is skipped, and says so, where there is no compiler. */
  public Path into(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Path input = Files.createTempFile("fixture", ".c");
      Files.writeString(input, source.toString(), StandardCharsets.UTF_8);
      List<String> command =
          new ArrayList<>(
              List.of("gcc", "-O2", "-w", "-fno-builtin", "-shared", "-fPIC", "-nostdlib", "-o"));
      command.add(file.toString());
      command.add(input.toString());
      command.addAll(options);
      run(command);
      Files.delete(input);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a library in a file is. */
  static NumericalLibrary read(Path file) {
    try {
      return NumericalLibrary.read(file.toString(), ByteSource.of(Files.readAllBytes(file)))
          .content()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(1, TimeUnit.MINUTES);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException("not compiled: " + String.join(" ", command));
      }
    } catch (IOException e) {
      System.err.println("LIBRARIES WERE NOT COMPILED: there is no gcc");
      Assumptions.abort("no compiler");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
