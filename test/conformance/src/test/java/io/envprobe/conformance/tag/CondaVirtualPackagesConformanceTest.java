package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.platform.CondaDialect;
import io.envprobe.tag.platform.CondaHost;
import io.envprobe.tag.platform.CondaVirtualPackages;
import io.envprobe.tag.platform.VirtualPackage;
import io.envprobe.testkit.Conformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CondaVirtualPackagesConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void givesThePackagesThatCondaGives() {
    for (JsonObject row : Conformance.cases("eco/conda_virtual_packages.json")) {
      List<VirtualPackage> expected = new ArrayList<>();
      for (JsonObject found : Json.objects(row.getAsJsonArray("expect"))) {
        expected.add(
            new VirtualPackage(
                Json.text(found, "name"), Json.text(found, "version"), Json.text(found, "build")));
      }
      JsonObject host = row.getAsJsonObject("host");
      Optional<List<String>> libc = Json.find(host, "libc").map(Json::texts);
      CondaHost machine =
          new CondaHost(
              Json.text(row, "native"),
              Json.findText(host, "archspec"),
              Optional.empty(),
              Json.findText(host, "kernel"),
              libc.filter(pair -> pair.get(0).equals("glibc")).map(pair -> pair.get(1)),
              libc.isPresent() && !libc.get().get(0).equals("glibc"),
              Json.findText(host, "osx"),
              Json.findText(host, "win"),
              Json.findText(host, "cuda"),
              Optional.empty(),
              Optional.empty());
      failures.check(
          row.toString(),
          expected,
          CondaVirtualPackages.of(
              machine, Json.text(row, "subdir"), environment(row), CondaDialect.CONDA));
    }
    failures.report();
  }

  /** Expectations that are sentences about the text are not answers, and are left out. */
  @Test
  void differsByClientAsTheClientsDo() {
    for (JsonObject row : Conformance.cases("eco/conda_client_divergence.json")) {
      JsonObject host = row.getAsJsonObject("host");
      String libc = Json.findText(host, "libc").orElse("glibc");
      boolean mac = host.has("osx");
      CondaHost machine =
          new CondaHost(
              mac ? "osx-arm64" : "linux-64",
              Json.findText(host, "archspec"),
              Json.findText(host, "archspec").filter("icelake"::equals).map(name -> "x86_64_v4"),
              Json.findText(host, "kernel"),
              Json.findText(host, "glibc"),
              !libc.equals("glibc"),
              Json.findText(host, "osx"),
              Optional.empty(),
              Json.findText(host, "cuda_driver"),
              Json.findText(host, "usr_local_cuda_version_json"),
              Optional.empty());
      for (CondaDialect dialect : CondaDialect.values()) {
        JsonElement expected = row.getAsJsonObject("expect").get(dialect.word());
        Optional<String> word = expected.isJsonNull() ? Optional.of("") : word(expected);
        if (word.isPresent()) {
          String about = about(row);
          failures.check(
              dialect + " " + row.get("case"), word.get(), answer(machine, row, dialect, about));
        }
      }
    }
    failures.report();
  }

  private static Optional<String> word(JsonElement expected) {
    String text = expected.getAsString();
    int blank = text.indexOf(' ');
    String first = blank < 0 ? text : text.substring(0, blank);
    boolean isWord =
        first.startsWith("__") && first.indexOf('=') > 0 && !text.contains("parsed as");
    return isWord ? Optional.of(first) : Optional.empty();
  }

  private static String about(JsonObject row) {
    String what = Json.text(row, "case");
    for (String name : List.of("archspec", "cuda", "glibc", "musl", "unix", "linux")) {
      if (what.contains(name)) {
        return "__" + (name.equals("musl") ? "glibc" : name);
      }
    }
    return what;
  }

  private static String answer(
      CondaHost machine, JsonObject row, CondaDialect dialect, String about) {
    for (VirtualPackage found :
        CondaVirtualPackages.of(machine, Json.text(row, "subdir"), environment(row), dialect)) {
      if (found.name().equals(about)) {
        return found.toString();
      }
    }
    return "";
  }

  private static Map<String, String> environment(JsonObject row) {
    Map<String, String> environment = new TreeMap<>();
    for (Map.Entry<String, JsonElement> entry : row.getAsJsonObject("env").entrySet()) {
      environment.put(entry.getKey(), entry.getValue().getAsString());
    }
    return environment;
  }
}
