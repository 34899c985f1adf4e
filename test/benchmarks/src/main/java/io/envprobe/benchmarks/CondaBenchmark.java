package io.envprobe.benchmarks;

import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.RequirementSet;
import io.envprobe.engine.Selection;
import io.envprobe.fact.Baseline;
import io.envprobe.fact.Profile;
import io.envprobe.host.FailureKind;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The 100,000 records of a conda index: filtered for one machine, for many, ranked, and read. To
 * hold: filtered in 200 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx3g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CondaBenchmark {
  private static final int RECORDS = 100_000;
  private static final List<String> SPECS =
      List.of(
          "__glibc >=2.17,<3.0.a0",
          "__glibc >=2.28,<3.0.a0",
          "__cuda >=12",
          "__cuda >=11.8,<13",
          "__linux",
          "__unix",
          "__archspec * x86_64_v3");

  private final Profile profile = Baseline.named("debian-12").orElseThrow();
  private final List<Profile> profiles = new ArrayList<>();
  private String index = "";
  private List<Candidate> candidates = List.of();
  private RequirementSet set = RequirementSet.of(List.of());

  /** Nothing yet. */
  public CondaBenchmark() {}

  /** Makes an index as conda-forge has them: most packages ask for a glibc, some for a driver. */
  @Setup
  public void build() throws RequirementException {
    Random random = new Random(4);
    StringBuilder text =
        new StringBuilder("{\"info\":{\"subdir\":\"linux-64\"},\"packages.conda\":{");
    for (int i = 0; i < RECORDS; i++) {
      String version = random.nextInt(9) + "." + random.nextInt(99) + "." + random.nextInt(9);
      text.append(i == 0 ? "" : ",")
          .append("\"p" + i + "-" + version + "-h_0.conda\":{\"name\":\"p" + i % 20_000)
          .append("\",\"version\":\"" + version + "\",\"build\":\"h_0\",\"build_number\":")
          .append(random.nextInt(4))
          .append(",\"depends\":[\"python >=3.12,<3.13.0a0\",\"libstdcxx >=14\",\"")
          .append(SPECS.get(random.nextInt(SPECS.size())))
          .append("\",\"" + SPECS.get(random.nextInt(SPECS.size())) + "\"]}");
    }
    index = text.append("}}").toString();
    candidates = readIndex();
    List<Requirement> requirements = new ArrayList<>();
    candidates.forEach(candidate -> requirements.add(candidate.requirement()));
    set = RequirementSet.of(requirements);
    for (String name : Baseline.names()) {
      profiles.add(Baseline.named(name).orElseThrow());
    }
  }

  /** Each record by itself. */
  @Benchmark
  public int filter() {
    Platform platform = Platform.of(profile);
    int compatible = 0;
    for (Candidate candidate : candidates) {
      Compatibility answer = Compatibility.of(candidate.requirement().condition().test(platform));
      compatible += answer == Compatibility.COMPATIBLE ? 1 : 0;
    }
    return compatible;
  }

  /** The records as one compiled set. */
  @Benchmark
  public RequirementSet.Matches filterCompiled() {
    return set.test(Platform.of(profile));
  }

  /** The compiled set against every baseline, one after the other. */
  @Benchmark
  public List<RequirementSet.Matches> filterForEveryBaseline() {
    List<RequirementSet.Matches> all = new ArrayList<>(profiles.size());
    profiles.forEach(each -> all.add(set.test(Platform.of(each))));
    return all;
  }

  /** Filtered and ranked. */
  @Benchmark
  public Selection select() {
    return Engine.select(candidates, profile);
  }

  /** The index read from its text. */
  @Benchmark
  public List<Candidate> readIndex() throws RequirementException {
    return RequirementFormats.read(
        Source.of("repodata.json", new Text(index.getBytes(StandardCharsets.UTF_8))));
  }

  /** One document in memory. */
  private static final class Text implements Inputs {
    private final byte[] content;

    Text(byte[] content) {
      this.content = content;
    }

    @Override
    public Outcome<byte[]> read(String name, int limit) {
      return Outcome.of(content);
    }

    @Override
    public Outcome<FileStatus> status(String name) {
      return Outcome.of(new FileStatus(FileStatus.Type.FILE, content.length, false));
    }

    @Override
    public Outcome<List<String>> list(String directory) {
      return Outcome.of(List.of());
    }

    @Override
    public Outcome<byte[]> range(String name, long offset, int length) {
      int from = (int) Math.min(offset, content.length);
      return Outcome.of(Arrays.copyOfRange(content, from, Math.min(content.length, from + length)));
    }

    @Override
    public Outcome<String> link(String name) {
      return Outcome.failed(FailureKind.WRONG_TYPE, "it is no link");
    }
  }
}
