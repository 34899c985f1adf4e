package io.envprobe.blas.internal;

import io.envprobe.binaries.ElfFile;
import io.envprobe.blas.Clue;
import io.envprobe.blas.OpenMpRuntime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The version of a provider's library: from its constants, or from its file's name. */
final class Versions {
  /** The configuration of OpenBLAS begins so, and no other text in it. */
  static final List<String> OPENBLAS = List.of("OpenBLAS 0.", "OpenBLAS 1.");

  /** OpenBLAS is configured so for integers of 64 bits. */
  static final String WIDE = "USE64BITINT";

  /** AMD renamed its BLIS in release 5. */
  private static final List<String> AOCL = List.of("AOCL-BLAS ", "AOCL-BLIS ");

  private static final String LLVM_API = "LLVM OMP API version: ";
  private static final String INTEL_API = "Intel(R) OMP API version: ";
  private static final String LLVM_COMPILER = "LLVM OMP build compiler: ";
  private static final String GOMP = "_OPENMP = '";

  /** How the texts begin that this class asks constants for. */
  static final List<String> TEXTS =
      List.of(
          OPENBLAS.get(0),
          OPENBLAS.get(1),
          WIDE,
          AOCL.get(0),
          AOCL.get(1),
          LLVM_API,
          INTEL_API,
          LLVM_COMPILER,
          GOMP);

  private final String name;
  private final ElfFile file;
  private final Constants constants;
  private final List<Clue> clues;

  Versions(String path, ElfFile file, Constants constants, List<Clue> clues) {
    this.name = path.substring(path.lastIndexOf('/') + 1);
    this.file = file;
    this.constants = constants;
    this.clues = clues;
  }

  Optional<String> of(String provider) {
    return switch (provider) {
      case "openblas" -> openblas();
      case "aocl-blis" -> aocl();
      case "blis", "atlas" -> only();
      case "netlib" -> fileName();
      case "nvblas", "mkl" -> suffix();
      case "llvm-openmp" -> compiler();
      default -> Optional.empty();
    };
  }

  private Optional<String> openblas() {
    for (String start : OPENBLAS) {
      Optional<String> text = numbersAfter(start, start.length() - 2);
      if (text.isPresent()) {
        return text;
      }
    }
    return vendored();
  }

  private Optional<String> aocl() {
    for (String start : AOCL) {
      Optional<String> text = numbersAfter(start, start.length());
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  /** {@code libopenblasp-r0-59ffcd50.3.15.so} and {@code libopenblasp-r0.3.3.so} are 0.3.x. */
  private Optional<String> vendored() {
    int release = name.indexOf("-r");
    int end = name.indexOf(".so");
    if (release < 0 || end < release) {
      return Optional.empty();
    }
    String text = name.substring(release + 2, end);
    int hash = text.indexOf('-');
    int dot = text.indexOf('.');
    if (hash >= 0 && dot > hash) {
      text = text.substring(0, hash) + text.substring(dot);
    }
    String numbers = numbers(text);
    return numbers.chars().filter(c -> c == '.').count() == 2
        ? stated(numbers, "file name " + name, Clue.Confidence.MEDIUM)
        : Optional.empty();
  }

  private Optional<String> numbersAfter(String start, int length) {
    for (String text : constants.texts(start)) {
      String rest = text.substring(length);
      String numbers = numbers(rest);
      if (numbers.indexOf('.') > 0) {
        String development = rest.startsWith(".dev", numbers.length()) ? ".dev" : "";
        return stated(numbers + development, "text " + text, Clue.Confidence.HIGH);
      }
    }
    return Optional.empty();
  }

  /** The one text that looks like a version, better of three numbers than of two. */
  private Optional<String> only() {
    for (int dots = 2; dots > 0; dots--) {
      int wanted = dots;
      List<String> found =
          constants.versions().stream()
              .filter(text -> text.chars().filter(c -> c == '.').count() == wanted)
              .toList();
      if (found.size() == 1) {
        return stated(found.get(0), "the only constant that is a version", Clue.Confidence.MEDIUM);
      }
      if (!found.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** {@code liblapack.so.3.11.0} is 3.11.0; a bare major number says nothing. */
  private Optional<String> fileName() {
    Optional<String> version = afterSo();
    return version.isPresent() && version.get().chars().filter(c -> c == '.').count() == 2
        ? stated(version.get(), "file name " + name, Clue.Confidence.MEDIUM)
        : Optional.empty();
  }

  private Optional<String> suffix() {
    Optional<String> version = afterSo();
    return version.isPresent() && version.get().indexOf('.') > 0
        ? stated(version.get(), "file name " + name, Clue.Confidence.MEDIUM)
        : Optional.empty();
  }

  private Optional<String> afterSo() {
    int at = name.indexOf(".so.");
    if (at < 0) {
      return Optional.empty();
    }
    String rest = name.substring(at + 4);
    return numbers(rest).equals(rest) ? Optional.of(rest) : Optional.empty();
  }

  /** LLVM's runtime is of the release of the Clang that built it; built by another it says none. */
  private Optional<String> compiler() {
    Optional<String> compiler = constants.text(LLVM_COMPILER);
    if (compiler.isEmpty() || !compiler.get().contains("Clang")) {
      return Optional.empty();
    }
    String text = compiler.get().substring(LLVM_COMPILER.length());
    String numbers = numbers(text.substring(text.lastIndexOf(' ') + 1));
    return numbers.isEmpty()
        ? Optional.empty()
        : stated(numbers, "text " + compiler.get(), Clue.Confidence.MEDIUM);
  }

  /** What an OpenMP runtime says of itself. */
  OpenMpRuntime openmp(ProviderTable table) {
    OptionalInt macro = OptionalInt.empty();
    for (String start : List.of(LLVM_API, INTEL_API)) {
      Optional<String> text = constants.text(start);
      if (text.isPresent()) {
        macro = date(text.get().substring(text.get().indexOf('(') + 1));
      }
    }
    Optional<String> gomp = constants.text(GOMP);
    if (gomp.isPresent()) {
      macro = date(gomp.get().substring(GOMP.length()));
    }
    return new OpenMpRuntime(
        macro,
        macro.isPresent() ? table.specification(macro.getAsInt()) : Optional.empty(),
        file.highestDefined("OMP"),
        constants.text(LLVM_COMPILER).map(text -> text.substring(LLVM_COMPILER.length()).strip()));
  }

  private static OptionalInt date(String text) {
    int end = 0;
    int value = 0;
    while (end < text.length() && end < 6 && Character.digit(text.charAt(end), 10) >= 0) {
      value = value * 10 + Character.digit(text.charAt(end), 10);
      end++;
    }
    return end == 6 ? OptionalInt.of(value) : OptionalInt.empty();
  }

  /** The longest run of numbers with single dots between them. */
  static String numbers(String text) {
    int end = 0;
    while (end < text.length()
        && (isDigit(text, end) || (end > 0 && text.charAt(end) == '.' && isDigit(text, end + 1)))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private Optional<String> stated(String version, String from, Clue.Confidence confidence) {
    clues.add(new Clue("version", from, confidence));
    return Optional.of(version);
  }
}
