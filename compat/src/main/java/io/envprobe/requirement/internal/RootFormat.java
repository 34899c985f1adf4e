package io.envprobe.requirement.internal;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.ArtifactScanner;
import io.envprobe.artifact.internal.ByteSourceStream;
import io.envprobe.artifact.internal.InputSource;
import io.envprobe.host.Outcome;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Root file systems of containers: a directory, or a tar archive as {@code docker export} writes
 * it, packed or not.
 */
public final class RootFormat implements RequirementFormat {
  private static final List<String> MARKS =
      List.of("etc/os-release", "usr/lib/os-release", "etc/passwd");
  private static final List<String> ENDINGS =
      List.of(".tar", ".tar.gz", ".tgz", ".tar.zst", ".tar.bz2");

  @Override
  public String name() {
    return "rootfs";
  }

  @Override
  public String title() {
    return "root file systems of containers";
  }

  @Override
  public String specification() {
    return "https://github.com/opencontainers/image-spec/blob/main/layer.md";
  }

  @Override
  public boolean accepts(Source source) {
    if (source.isDirectory()) {
      return MARKS.stream().anyMatch(mark -> isThere(source, mark));
    }
    return source.isFile() && ENDINGS.stream().anyMatch(source.fileName()::endsWith);
  }

  private static boolean isThere(Source source, String mark) {
    String path = prefix(source) + mark;
    // A link may lead to where it is in the container only.
    return source.inputs().status(path).answer().isPresent()
        || source.inputs().link(path).answer().isPresent();
  }

  private static String prefix(Source source) {
    String name = source.name();
    return source.isDirectory() ? name.endsWith("/") ? name : name + "/" : name + "!/";
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    RootFiles root = source.isDirectory() ? directory(source) : archive(source);
    if (root.files().isEmpty()) {
      throw RequirementException.of(source.span(), "there is no native code in it", "");
    }
    Condition condition = RootConditions.of(root, List.of(), source.span());
    return List.of(
        Candidate.of(
            source.fileName(),
            new Requirement(source.name(), name(), condition, root.findings(), List.of())));
  }

  private static RootFiles archive(Source source) throws RequirementException {
    RootLayers layers = new RootLayers(source.name(), prefix(source));
    long size = source.status().orElseThrow().size();
    layers.add(
        new ByteSourceStream(
            new InputSource(source.inputs(), source.name(), size, new LongAdder())),
        source.span());
    return layers.files();
  }

  private static RootFiles directory(Source source) throws RequirementException {
    Outcome<ArtifactReport> scanned =
        ArtifactScanner.of(source.inputs()).scan(List.of(source.name()));
    if (scanned instanceof Outcome.Failure<ArtifactReport> failure) {
      throw RequirementException.of(source.span(), failure.detail(), "");
    }
    Map<String, String> links = new HashMap<>();
    for (String path :
        List.of("bin", "sbin", "lib", "lib64", "usr/lib64", "bin/sh", "usr/bin/sh")) {
      Optional<String> target = source.inputs().link(prefix(source) + path).answer();
      target.ifPresent(text -> links.put(path, text));
    }
    return new RootFiles(
        source.name(), prefix(source), scanned.answer().orElseThrow().files(), links, List.of());
  }
}
