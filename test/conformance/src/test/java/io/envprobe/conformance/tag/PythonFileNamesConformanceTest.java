package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.python.BuildNumber;
import io.envprobe.tag.python.SdistFileName;
import io.envprobe.tag.python.WheelFileName;
import io.envprobe.testkit.Conformance;
import io.envprobe.version.SyntaxException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PythonFileNamesConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void takesTheFileNamesOfWheelsApart() {
    for (JsonObject row : Conformance.cases("markers/wheel_filenames.json")) {
      String text = Json.text(row, "filename");
      Optional<WheelFileName> wheel = wheel(text);
      failures.check(
          text + " in order",
          row.get("valid_with_order_check").getAsBoolean(),
          wheel.isPresent() && wheel.get().tags().isSorted());
      if (isValid(text, row.get("expected"), wheel.isPresent())) {
        JsonObject expected = row.getAsJsonObject("expected");
        WheelFileName name = wheel.orElseThrow();
        failures.check(text + " name", Json.text(expected, "name"), name.name());
        failures.check(
            text + " version", Json.text(expected, "version"), name.version().normalized());
        failures.check(text + " tags", Json.texts(expected.get("tags")), name.tags().expand());
        failures.check(
            text + " build",
            Json.texts(expected.get("build")),
            name.build().map(build -> List.of(build.digits(), build.text())).orElse(List.of()));
      }
    }
    failures.report();
  }

  @Test
  void takesTheFileNamesOfSourceDistributionsApart() {
    for (JsonObject row : Conformance.cases("markers/sdist_filenames.json")) {
      String text = Json.text(row, "filename");
      Optional<SdistFileName> sdist = sdist(text);
      if (isValid(text, row.get("expected"), sdist.isPresent())) {
        JsonObject expected = row.getAsJsonObject("expected");
        SdistFileName name = sdist.orElseThrow();
        failures.check(text + " name", Json.text(expected, "name"), name.name());
        failures.check(
            text + " version", Json.text(expected, "version"), name.version().normalized());
      }
    }
    failures.report();
  }

  @Test
  void ordersBuildNumbers() {
    for (JsonObject row : Conformance.cases("markers/build_number_order.json")) {
      Optional<BuildNumber> a = build(Json.text(row, "a"));
      Optional<BuildNumber> b = build(Json.text(row, "b"));
      int order =
          a.isPresent() && b.isPresent()
              ? Integer.signum(a.get().compareTo(b.get()))
              : Boolean.compare(a.isPresent(), b.isPresent());
      failures.check(row.toString(), row.get("cmp").getAsInt(), order);
    }
    failures.report();
  }

  private boolean isValid(String text, JsonElement expected, boolean parsed) {
    boolean valid = expected.isJsonObject();
    failures.check(text + " is valid", valid, parsed);
    return valid && parsed;
  }

  private static Optional<WheelFileName> wheel(String text) {
    try {
      return Optional.of(WheelFileName.parse(text));
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<SdistFileName> sdist(String text) {
    try {
      return Optional.of(SdistFileName.parse(text));
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<BuildNumber> build(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(BuildNumber.parse(text));
  }
}
