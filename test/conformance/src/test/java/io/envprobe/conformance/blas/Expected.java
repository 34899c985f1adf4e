package io.envprobe.conformance.blas;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.blas.IntegerWidth;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.OpenMpRuntime;
import io.envprobe.blas.Threading;
import io.envprobe.conformance.version.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a library with a row of the cases. */
final class Expected {
  private Expected() {}

  static void compare(
      Failures failures, String what, JsonObject row, Optional<NumericalLibrary> read) {
    if (read.isEmpty()) {
      failures.check(what, "a library", "none");
      return;
    }
    NumericalLibrary library = read.get();
    failures.check(what + " provider", text(row, "provider"), library.provider().orElse(null));
    failures.check(what + " soname", text(row, "soname"), library.soname().orElse(null));
    failures.check(what + " needed", texts(row, "needed"), library.needed());
    failures.check(what + " shim", row.has("shim"), library.shim());
    failures.check(
        what + " affix",
        texts(row, "affix"),
        List.of(library.affix().prefix(), library.affix().suffix()));
    TreeSet<String> offers = new TreeSet<>();
    library.offers().forEach(offer -> offers.add(offer.label()));
    failures.check(what + " classes", new TreeSet<>(texts(row, "classes")), offers);
    failures.check(what + " version", text(row, "version"), version(library));
    failures.check(
        what + " integer width",
        integer(row, "int_bits"),
        library.integerWidth().map(IntegerWidth::bits).orElse(null));
    failures.check(
        what + " LAPACK", text(row, "lapack_version"), library.lapackVersion().orElse(null));
    if (row.has("threading")) {
      failures.check(
          what + " threading",
          text(row, "threading"),
          library.threading().map(Threading::label).orElse(null));
      failures.check(what + " OpenMP", texts(row, "omp_runtime"), library.openmpNeeded());
    }
    for (String kernels : List.of("dynamic_arch", "dynamic_arch_cores")) {
      if (row.has(kernels) && row.get(kernels).isJsonArray()) {
        failures.check(what + " kernels", texts(row, kernels), library.kernels());
      }
    }
    if (row.has("_OPENMP")) {
      OpenMpRuntime runtime = library.openmp().orElseThrow();
      failures.check(what + " _OPENMP", integer(row, "_OPENMP"), runtime.macro().orElse(0));
      if (row.has("openmp_spec")) {
        failures.check(
            what + " OpenMP", text(row, "openmp_spec"), runtime.specification().orElse(null));
      }
      if (row.has("openmp_api_nodes_max")) {
        failures.check(
            what + " nodes",
            text(row, "openmp_api_nodes_max"),
            runtime.interfaceVersion().map(version -> "OMP_" + version).orElse(null));
      }
    }
    if (row.has("static_tls")) {
      failures.check(what + " TLS", row.get("static_tls").getAsBoolean(), library.staticTls());
    }
  }

  /** The cases give LLVM's runtime the version of its compiler, with the compiler's name. */
  private static @Nullable String version(NumericalLibrary library) {
    Optional<String> compiler = library.openmp().flatMap(OpenMpRuntime::compiler);
    return compiler.isPresent() ? compiler.get() : library.version().orElse(null);
  }

  static @Nullable String text(JsonObject row, String name) {
    JsonElement value = row.get(name);
    return value == null || value.isJsonNull() ? null : value.getAsString();
  }

  private static @Nullable Integer integer(JsonObject row, String name) {
    JsonElement value = row.get(name);
    return value == null || value.isJsonNull() ? null : value.getAsInt();
  }

  static List<String> texts(JsonObject row, String name) {
    List<String> texts = new ArrayList<>();
    JsonElement value = row.get(name);
    if (value instanceof JsonArray array) {
      array.forEach(item -> texts.add(item.getAsString()));
    }
    return texts;
  }
}
