package io.envprobe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.host.LiveInputs;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WheelIndexTest {
  private static final List<String> TAGS =
      List.of(
          "cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64",
          "cp311-cp311-manylinux_2_39_x86_64",
          "cp312-cp312-manylinux_2_17_x86_64",
          "cp39-abi3-manylinux_2_28_x86_64",
          "cp311-cp311-win_amd64",
          "py3-none-any",
          "cp311-cp311-musllinux_1_2_x86_64");

  private final Platform platform = Platform.of(Machines.debian12());

  @Test
  void answersAsLookingAtEveryCandidateDoes() throws RequirementException {
    Random random = new Random(3);
    for (int round = 0; round < 30; round++) {
      WheelIndex.Builder builder = WheelIndex.builder();
      List<Candidate> candidates = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String version =
            random.nextInt(3) + "." + random.nextInt(4) + (random.nextInt(8) == 0 ? "rc1" : "");
        String build = random.nextInt(4) == 0 ? "-" + random.nextInt(9) : "";
        String name = "a-" + version + build + "-" + TAGS.get(random.nextInt(TAGS.size())) + ".whl";
        builder.add(name);
        Source source = Source.of(name, new LiveInputs(InputStream.nullInputStream()));
        candidates.addAll(RequirementFormats.read(source));
      }
      Optional<String> best = builder.build().best("a", platform);
      Selection selection = Engine.select(candidates, platform);
      List<String> equals = new ArrayList<>();
      selection.chosen().ifPresent(one -> equals.add(one.candidate().name()));
      selection.ties().forEach(one -> equals.add(one.candidate().name()));
      assertTrue(equals.contains(best.orElseThrow()), best + " is none of " + equals);
    }
  }

  @Test
  void listsTheBestFirstAndNoOthers() {
    WheelIndex index =
        WheelIndex.builder()
            .add("a-1.0-py3-none-any.whl")
            .add("a-2.0-py3-none-any.whl", ">=3.12")
            .add("a-1.5-cp311-cp311-win_amd64.whl")
            .add("a-1.1-py3-none-any.whl")
            .add("not a wheel")
            .build();
    assertEquals(4, index.size());
    assertEquals(
        List.of("a-1.1-py3-none-any.whl", "a-1.0-py3-none-any.whl"),
        index.select("a", platform, 9));
    assertEquals(Optional.empty(), index.best("b", platform));
  }
}
