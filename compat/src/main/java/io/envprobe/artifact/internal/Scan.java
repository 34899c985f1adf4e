package io.envprobe.artifact.internal;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.ArtifactScanner;
import io.envprobe.artifact.Container;
import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.Portability;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One scan: finds the files, looks into them, and then at what they are to each other. */
public final class Scan {
  private final ArtifactScanner settings;
  private final Collector collector;

  private Scan(ArtifactScanner settings) {
    this.settings = settings;
    this.collector = new Collector(settings.inputs());
  }

  /** As {@link ArtifactScanner#scan}. */
  public static Outcome<ArtifactReport> of(ArtifactScanner settings, List<String> names) {
    return new Scan(settings).run(names);
  }

  private Outcome<ArtifactReport> run(List<String> names) {
    for (String name : names) {
      Outcome<Integer> collected = collector.named(name);
      if (collected instanceof Outcome.Failure<Integer> failure) {
        return Outcome.failed(failure.kind(), failure.detail());
      }
    }
    Workers workers = new Workers(settings, collector);
    List<List<Inspected>> results = workers.inspect(collector.jobs());
    List<NativeFile> files = new ArrayList<>();
    List<Finding> findings = new ArrayList<>(collector.findings());
    for (List<Inspected> result : results) {
      for (Inspected inspected : result) {
        files.add(inspected.file());
        findings.addAll(inspected.findings());
      }
    }
    findings.addAll(workers.findings());
    for (NativeFile file : files) {
      file.defects()
          .forEach(
              defect ->
                  findings.add(
                      Findings.of(
                          "format." + defect.code(),
                          Severity.WARNING,
                          file.path(),
                          "is damaged: " + defect.message(),
                          "")));
    }
    List<Container> containers = new ArrayList<>();
    for (Collector.Found found : collector.containers()) {
      List<Inspected> inside = inside(found, results);
      Container container = found.container(portability(inside));
      // Data files that happen to be zip archives are nobody's concern.
      boolean data = container.kind() == Container.Kind.ZIP && inside.isEmpty();
      if (data && collector.containers().size() > 1) {
        continue;
      }
      containers.add(container);
      findings.addAll(ContainerFindings.of(container, inside));
      if (container.wheel().isPresent()) {
        findings.addAll(WheelFindings.of(container, container.wheel().get(), inside));
      }
    }
    for (int i = 0; i < results.size(); i++) {
      Job job = collector.jobs().get(i);
      if (collector.containers().stream().noneMatch(found -> found.holds(job))) {
        findings.addAll(ContainerFindings.of(alone(job), results.get(i)));
      }
    }
    return Outcome.of(
        new ArtifactReport(
            files,
            containers,
            findings,
            new ArtifactReport.Statistics(
                collector.bytesRead(),
                workers.bytesInflated(),
                collector.bytesTotal(),
                collector.filesSeen())));
  }

  /** What stands for the directory of a file that was named by itself. */
  private static Container alone(Job job) {
    return new Container(
        SearchPath.parent(job.file().path()),
        Container.Kind.DIRECTORY,
        1,
        job.file().size(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private List<Inspected> inside(Collector.Found found, List<List<Inspected>> results) {
    List<Inspected> inside = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      if (found.holds(collector.jobs().get(i))) {
        inside.addAll(results.get(i));
      }
    }
    return inside;
  }

  private static List<Portability> portability(List<Inspected> inside) {
    Map<String, List<Requirement>> byArchitecture = new LinkedHashMap<>();
    List<String> provided = new ArrayList<>();
    for (Inspected inspected : inside) {
      Optional<Requirement> requirement = inspected.requirement();
      requirement.ifPresent(
          needed ->
              byArchitecture
                  .computeIfAbsent(needed.architecture().orElse(""), name -> new ArrayList<>())
                  .add(needed));
      provided.add(inspected.file().fileName());
      inspected.file().soname().ifPresent(provided::add);
    }
    List<Portability> portability = new ArrayList<>();
    byArchitecture.forEach((architecture, files) -> portability.add(Judgement.of(files, provided)));
    return portability;
  }
}
