package io.envprobe.requirement.internal.oci;

import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.tag.platform.OciPlatform;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of an image: for which platform it is, what it starts, what it asks of drivers.
 *
 * @param platform what it is for; nothing where it does not say
 * @param programs the paths of what it starts, from its root without a slash before
 * @param conditions of its variables
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">the
 *     specification</a>
 */
record ImageConfig(
    Optional<OciPlatform> platform, List<String> programs, List<Condition> conditions) {
  private static final List<String> PATH =
      List.of("usr/local/sbin", "usr/local/bin", "usr/sbin", "usr/bin", "sbin", "bin");

  ImageConfig {
    programs = List.copyOf(programs);
    conditions = List.copyOf(conditions);
  }

  static ImageConfig of(Json json) throws RequirementException {
    Json.Members config = json.asMembers();
    List<String> programs = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    Optional<Json> run = config.find("config").filter(value -> value instanceof Json.Members);
    if (run.isPresent()) {
      Json.Members members = run.get().asMembers();
      programs(members, programs);
      Optional<Json> variables = members.find("Env").filter(value -> value instanceof Json.Items);
      for (Json variable : variables.isPresent() ? variables.get().asItems() : List.<Json>of()) {
        DriverDemands.of(variable).ifPresent(conditions::add);
      }
    }
    return new ImageConfig(platform(config), programs, conditions);
  }

  /** The platform in the members that an index and a configuration share. */
  static Optional<OciPlatform> platform(Json.Members members) throws RequirementException {
    String os = text(members, "os");
    String architecture = text(members, "architecture");
    if (os.isEmpty() || architecture.isEmpty()) {
      return Optional.empty();
    }
    List<String> features = new ArrayList<>();
    Optional<Json> listed =
        members.find("os.features").filter(value -> !(value instanceof Json.Null));
    for (Json feature : listed.isPresent() ? listed.get().asItems() : List.<Json>of()) {
      features.add(feature.asText());
    }
    try {
      return Optional.of(
          OciPlatformDemand.of(
              os, text(members, "os.version"), features, architecture, text(members, "variant")));
    } catch (SyntaxException e) {
      throw RequirementException.of(
          members.span(), "it names no platform: " + e.reason(), e.hint());
    }
  }

  private static String text(Json.Members members, String name) throws RequirementException {
    Optional<Json> value = members.find(name).filter(found -> !(found instanceof Json.Null));
    return value.isPresent() ? value.get().asText() : "";
  }

  /** The first word of the command line that a container gets. */
  private static void programs(Json.Members members, List<String> programs)
      throws RequirementException {
    for (String name : List.of("Entrypoint", "Cmd")) {
      Optional<Json> line = members.find(name).filter(value -> value instanceof Json.Items);
      if (line.isPresent() && !line.get().asItems().isEmpty()) {
        String word = line.get().asItems().get(0).asText();
        if (word.startsWith("/")) {
          programs.add(word.substring(1));
        } else if (!word.contains("/")) {
          PATH.forEach(directory -> programs.add(directory + "/" + word));
        }
        return;
      }
    }
  }
}
