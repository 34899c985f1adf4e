package io.envprobe.requirement.internal.oci;

import io.envprobe.artifact.internal.ByteSourceStream;
import io.envprobe.binaries.ByteSource;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Score;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.RootConditions;
import io.envprobe.requirement.internal.RootFiles;
import io.envprobe.requirement.internal.RootLayers;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.requirement.internal.json.JsonReader;
import io.envprobe.tag.platform.OciPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One image.
 *
 * @param digest by which it is named
 * @param stated the platform that the index states for it
 * @param span where it is written
 * @param above the digests of the indexes that it is in
 * @param document its manifest, its configuration, or its entry in what docker saved
 */
record Image(
    String digest,
    Optional<OciPlatform> stated,
    Span span,
    List<String> above,
    Optional<Json.Members> document) {
  private static final int SHOWN = 19;

  /**
   * A candidate for it, with what its configuration and its layers ask, as far as they are there.
   */
  Candidate candidate(
      Source source, Optional<ImageFiles> files, int place, Map<String, List<Condition>> about)
      throws RequirementException {
    List<Finding> findings = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    Optional<ImageConfig> config = config(files);
    Optional<OciPlatform> platform = stated.or(() -> config.flatMap(ImageConfig::platform));
    String name =
        platform.map(known -> known.formatAll() + " ").orElse("")
            + (digest.length() > SHOWN ? digest.substring(0, SHOWN) : digest);
    Optional<OciPlatformDemand> demand = platform.map(OciPlatformDemand::new);
    conditions.add(
        Condition.of(demand.isPresent() ? demand.get() : new UnreadPlatform(digest), span));
    config.ifPresent(known -> conditions.addAll(known.conditions()));
    List<String> keys = new ArrayList<>(above);
    keys.add(digest);
    keys.add("");
    keys.forEach(key -> conditions.addAll(about.getOrDefault(key, List.of())));
    List<String> programs = config.map(ImageConfig::programs).orElse(List.of());
    layers(files, programs, findings).ifPresent(conditions::add);
    return new Candidate(
        name,
        new Requirement(
            source.name() + " " + name,
            OciFormat.NAME,
            new Condition.All("", conditions, span),
            findings,
            List.of()),
        here ->
            new Score(
                OciFormat.NAME,
                List.of(
                    Score.Criterion.low(
                        "platform",
                        demand.map(known -> known.place(here)).orElse(Integer.MAX_VALUE),
                        platform.map(OciPlatform::formatAll).orElse("not known")),
                    Score.Criterion.high(
                        "os.features",
                        platform.map(known -> known.features().size()).orElse(0),
                        platform.map(known -> known.features().toString()).orElse("none")),
                    Score.Criterion.low("place", place, Integer.toString(place + 1)))));
  }

  private Optional<ImageConfig> config(Optional<ImageFiles> files) throws RequirementException {
    if (document.isEmpty()) {
      return Optional.empty();
    }
    Json.Members own = document.get();
    Optional<Json> inside = own.find("config").filter(value -> value instanceof Json.Members);
    Optional<Json> saved = own.find("Config").filter(value -> value instanceof Json.Text);
    if (files.isEmpty()) {
      // A configuration has variables where a manifest has a descriptor.
      boolean whole = inside.isPresent() && inside.get().asMembers().find("digest").isEmpty();
      return whole ? Optional.of(ImageConfig.of(own)) : Optional.empty();
    }
    ImageFiles store = files.get();
    if (saved.isPresent()) {
      String path = saved.get().asText();
      Optional<String> text = store.text(path);
      return text.isEmpty() ? Optional.empty() : Optional.of(read(text.get(), store.span(path)));
    }
    String blob = inside.isPresent() ? inside.get().asMembers().text("digest").orElse("") : "";
    Optional<String> text = store.document(blob);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(read(text.get(), store.span(ImageFiles.blob(blob).orElseThrow())));
  }

  private static ImageConfig read(String text, Span span) throws RequirementException {
    return ImageConfig.of(JsonReader.read(text, span));
  }

  /** What the programs in the layers ask; nothing where the layers are not at hand. */
  private Optional<Condition> layers(
      Optional<ImageFiles> files, List<String> programs, List<Finding> findings)
      throws RequirementException {
    List<String> paths = layerPaths();
    if (files.isEmpty() || paths.isEmpty()) {
      return Optional.empty();
    }
    ImageFiles store = files.get();
    RootLayers layers = new RootLayers(digest, "");
    for (String path : paths) {
      Optional<ByteSource> layer = store.find(path);
      if (layer.isEmpty()) {
        findings.add(
            new Finding(
                "oci.missing-layer",
                Severity.WARNING,
                store.span(path).source() + " is not there: what is in the image is not judged",
                store.span(path).source(),
                List.of(),
                "give the layout with all its blobs"));
        return Optional.empty();
      }
      layers.add(new ByteSourceStream(layer.get()), store.span(path));
    }
    RootFiles root = layers.files();
    findings.addAll(root.findings());
    return root.files().isEmpty()
        ? Optional.empty()
        : Optional.of(RootConditions.of(root, programs, span));
  }

  private List<String> layerPaths() throws RequirementException {
    List<String> paths = new ArrayList<>();
    if (document.isEmpty()) {
      return paths;
    }
    for (Json layer : document.get().items("Layers")) {
      paths.add(layer.asText());
    }
    for (Json layer : document.get().items("layers")) {
      Json.Members members = layer.asMembers();
      String type = members.text("mediaType").orElse("");
      // Layers that may not be handed on, and those that are encrypted, have no content here.
      if (!type.contains("encrypted") && !type.contains("foreign")) {
        ImageFiles.blob(members.text("digest").orElse("")).ifPresent(paths::add);
      }
    }
    return paths;
  }
}
