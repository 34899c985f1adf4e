package io.envprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UserFeaturesTest {
  private static final FactKey<String> SITE = FactKey.foreign("user.site", FactType.TEXT);
  private static final FactKey<List<String>> FEATURES =
      FactKey.foreign("user.features", FactType.SET);

  /** A machine of these variables and files; everything else is not there. */
  private static Host machine(Map<String, String> answers) {
    return new Host() {
      @Override
      public <T> Outcome<T> answer(Request<T> request) {
        String found =
            request instanceof Request.Content content
                ? answers.get(content.path())
                : request instanceof Request.Variable variable
                    ? answers.get(variable.name())
                    : null;
        return found == null
            ? Outcome.failed(FailureKind.NOT_FOUND, request.key())
            : Outcome.of(request.decode(found.getBytes(StandardCharsets.UTF_8)));
      }
    };
  }

  @Test
  void theFileInTheConfigurationDirectoryDeclaresTextsAndSets() {
    Profile profile =
        UserFeatures.read(
            machine(
                Map.of(
                    "~/.config/envprobe/features",
                    "# ours\nsite = hpc1\nfeatures = rdma, infiniband\n")));
    assertEquals(Reading.present("hpc1"), profile.reading(SITE));
    assertEquals(Reading.present(List.of("infiniband", "rdma")), profile.reading(FEATURES));
    assertEquals(Origin.DECLARED, profile.fact(SITE).origin());
    assertEquals(List.of(), profile.findings());
  }

  @Test
  void theConfiguredDirectoryComesFirstAndNoFileIsNoFact() {
    Profile profile =
        UserFeatures.read(
            machine(
                Map.of(
                    "XDG_CONFIG_HOME", "/etc/xdg",
                    "/etc/xdg/envprobe/features", "site = here\n",
                    "~/.config/envprobe/features", "site = there\n")));
    assertEquals(Reading.present("here"), profile.reading(SITE));
    assertEquals(Profile.EMPTY, UserFeatures.read(machine(Map.of())));
  }

  @Test
  void aLineThatDeclaresNothingIsAFindingWithItsNumberAndTheRestCounts() {
    Profile profile =
        UserFeatures.read(
            machine(
                Map.of("~/.config/envprobe/features", "Site = x\nsite = y\nnonsense\nempty =\n")));
    assertEquals(Reading.present("y"), profile.reading(SITE));
    assertTrue(profile.reading(FactKey.foreign("user.empty", FactType.TEXT)).isAbsent());
    assertEquals(
        List.of("~/.config/envprobe/features:1", "~/.config/envprobe/features:3"),
        profile.findings().stream().map(finding -> finding.subject()).toList());
  }
}
