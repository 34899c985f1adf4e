package io.envprobe.blas.internal;

import io.envprobe.blas.IntegerWidth;
import io.envprobe.blas.LibraryAnswers;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Threading;
import io.envprobe.host.Transcript;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the answers to the calls of {@link CallTable} mean. */
public final class CalledValues {
  private static final String OPENBLAS = "OpenBLAS ";
  private static final long NARROW = -1L << 32;

  private final Transcript transcript;

  private CalledValues(Transcript transcript) {
    this.transcript = transcript;
  }

  /** The answers of a library that was asked. */
  public static LibraryAnswers of(NumericalLibrary library, Transcript transcript) {
    CalledValues values = new CalledValues(transcript);
    Map<String, String> all = new LinkedHashMap<>();
    Optional<String> silence = Optional.empty();
    for (Transcript.Step step : transcript.steps()) {
      if (step.name().equals(Transcript.OPEN)) {
        if (!step.succeeded()) {
          silence = Optional.of("it cannot be opened: " + step.values().getOrDefault("error", ""));
        }
      } else {
        String text = shown(step);
        if (!text.isEmpty()) {
          all.put(step.name(), text);
        }
      }
    }
    return new LibraryAnswers(
        library,
        values.version(),
        values.width(),
        values.lapack(),
        values.threading(),
        values.kernel(),
        all,
        transcript.broken(),
        silence);
  }

  /** The one value, or all of them with their names. */
  private static String shown(Transcript.Step step) {
    Map<String, String> values = new TreeMap<>(step.values());
    if (step.name().equals("ilaver_")) {
      values.replaceAll((name, value) -> String.valueOf((int) number(value)));
    }
    return values.size() == 1
        ? values.values().iterator().next()
        : String.join(
            " ",
            values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList());
  }

  private Optional<String> value(String function, String name) {
    return transcript.value(function, name).answer();
  }

  private static long number(String text) {
    return text.matches("-?\\d{1,19}") ? Long.parseLong(text) : 0;
  }

  private Optional<String> version() {
    Optional<String> text = value("openblas_get_config", "text");
    if (text.isPresent() && text.get().startsWith(OPENBLAS)) {
      return numbers(text.get().substring(OPENBLAS.length()));
    }
    for (String function :
        new String[] {
          "bli_info_get_version_str",
          "ATL_buildinfo",
          "mkl_get_version_string",
          "MKL_Get_Version_String"
        }) {
      text = value(function, "text");
      if (text.isPresent()) {
        return firstNumbers(text.get());
      }
    }
    for (String function : new String[] {"flexiblas_get_version", "armplversion"}) {
      Optional<String> major = value(function, "major");
      Optional<String> minor = value(function, "minor");
      Optional<String> patch = value(function, "patch");
      if (major.isPresent() && minor.isPresent() && patch.isPresent()) {
        return Optional.of(major.get() + "." + minor.get() + "." + patch.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> numbers(String text) {
    String numbers = Versions.numbers(text);
    return numbers.isEmpty()
        ? Optional.empty()
        : Optional.of(numbers + (text.startsWith(".dev", numbers.length()) ? ".dev" : ""));
  }

  /** The first word that is at least two numbers with a dot between. */
  private static Optional<String> firstNumbers(String text) {
    for (String word : text.split("[ ,-]", -1)) {
      String numbers = Versions.numbers(word);
      if (numbers.indexOf('.') > 0) {
        return Optional.of(numbers);
      }
    }
    return Optional.empty();
  }

  /** The upper half of a place that held −1 is still there where 32 bits were written. */
  private Optional<IntegerWidth> width() {
    Optional<String> major = value("ilaver_", "major");
    if (major.isPresent()) {
      return IntegerWidth.ofBits((number(major.get()) & NARROW) == NARROW ? 32 : 64);
    }
    // Of three numbers the second is the largest; read with 64 bits, the count is negative.
    Optional<String> index = value("isamax_", "value");
    if (index.isPresent()) {
      return IntegerWidth.ofBits(index.get().equals("2") ? 32 : index.get().equals("0") ? 64 : 0);
    }
    return value("bli_info_get_blas_int_type_size", "value")
        .flatMap(bits -> IntegerWidth.ofBits((int) number(bits)));
  }

  private Optional<String> lapack() {
    Optional<String> major = value("ilaver_", "major");
    Optional<String> minor = value("ilaver_", "minor");
    Optional<String> patch = value("ilaver_", "patch");
    return major.isPresent() && minor.isPresent() && patch.isPresent()
        ? Optional.of(
            (int) number(major.get())
                + "."
                + (int) number(minor.get())
                + "."
                + (int) number(patch.get()))
        : Optional.empty();
  }

  private Optional<Threading> threading() {
    Optional<String> parallel = value("openblas_get_parallel", "value");
    if (parallel.isPresent()) {
      return switch (parallel.get()) {
        case "0" -> Optional.of(Threading.NONE);
        case "1" -> Optional.of(Threading.PTHREADS);
        case "2" -> Optional.of(Threading.OPENMP);
        default -> Optional.empty();
      };
    }
    // Intel's, PGI's and GNU's layers are OpenMP; the first is the sequential one, the fourth TBB.
    Optional<String> layer = value("MKL_Set_Threading_Layer", "value");
    if (layer.isPresent()) {
      return switch (layer.get()) {
        case "0", "2", "3" -> Optional.of(Threading.OPENMP);
        case "1" -> Optional.of(Threading.NONE);
        default -> Optional.empty();
      };
    }
    Optional<String> openmp = value("bli_info_get_enable_openmp", "value");
    Optional<String> pthreads = value("bli_info_get_enable_pthreads", "value");
    if (openmp.isEmpty() || pthreads.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        openmp.get().equals("1")
            ? Threading.OPENMP
            : pthreads.get().equals("1") ? Threading.PTHREADS : Threading.NONE);
  }

  private Optional<String> kernel() {
    Optional<String> core = value("openblas_get_corename", "text");
    return core.isPresent() ? core : value("bli_arch_string", "text");
  }
}
