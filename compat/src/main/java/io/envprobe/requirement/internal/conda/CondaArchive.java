package io.envprobe.requirement.internal.conda;

import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.ZipArchive;
import io.envprobe.artifact.internal.ByteSourceStream;
import io.envprobe.artifact.internal.InputSource;
import io.envprobe.artifact.internal.PackedStreams;
import io.envprobe.artifact.internal.StreamedFiles;
import io.envprobe.artifact.internal.TarException;
import io.envprobe.artifact.internal.TarReader;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ReadResult;
import io.envprobe.fact.Finding;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.CondaDemand;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Score;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.NativeConditions;
import io.envprobe.requirement.internal.TarDamage;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.requirement.internal.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * A whole package: its record, and the native files in it. What these take from the machine is the
 * C library and drivers; all else comes from the packages that the record depends on.
 *
 * <p>Source: https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html
 */
final class CondaArchive {
  private static final String ZIPPED = ".conda";
  private static final String PACKED = ".tar.bz2";
  private static final String RECORD = "info/index.json";
  private static final int RECORD_LIMIT = 4 << 20;
  private static final int MEMORY = 1 << 20;

  private final Source source;
  private final StreamedFiles looked = new StreamedFiles();
  private final List<NativeFile> files = new ArrayList<>();
  private Optional<Json.Members> record = Optional.empty();

  private CondaArchive(Source source) {
    this.source = source;
  }

  /** Whether a name is that of a package. */
  static boolean isNamed(String fileName) {
    return fileName.endsWith(ZIPPED) || fileName.endsWith(PACKED);
  }

  static Candidate read(Source source, CondaPackage packages) throws RequirementException {
    CondaArchive archive = new CondaArchive(source);
    long size = source.status().orElseThrow().size();
    ByteSource bytes = new InputSource(source.inputs(), source.name(), size, new LongAdder());
    if (source.fileName().endsWith(ZIPPED)) {
      archive.zip(bytes);
    } else {
      archive.tar(new ByteSourceStream(bytes), source.span());
    }
    return archive.candidate(packages);
  }

  private void zip(ByteSource bytes) throws RequirementException {
    try {
      ReadResult<ZipArchive> read = ZipArchive.read(bytes);
      if (read.content().isEmpty()) {
        throw damaged(source.span(), read.defects().get(0).offset(), "no zip archive");
      }
      // The record comes first, whatever the order in the archive.
      for (String start : List.of("info-", "pkg-")) {
        for (ZipArchive.Member member : read.content().get().members()) {
          if (member.name().startsWith(start) && member.name().contains(".tar")) {
            Span span = Span.of(source.name() + "!/" + member.name());
            ReadResult<ByteSource> opened = ZipArchive.open(bytes, member, MEMORY);
            if (opened.content().isEmpty()) {
              throw damaged(span, member.headerOffset(), "the member cannot be read");
            }
            tar(new ByteSourceStream(opened.content().get()), span);
          }
        }
      }
    } catch (IOException e) {
      throw RequirementException.of(source.span(), String.valueOf(e.getMessage()), "");
    }
  }

  private static RequirementException damaged(Span span, long offset, String reason) {
    int at = (int) Math.max(0, Math.min(offset, Integer.MAX_VALUE));
    return RequirementException.of(span.at(at, 1), "at byte " + offset + ": " + reason, "");
  }

  private void tar(InputStream packed, Span span) throws RequirementException {
    Optional<PackedStreams.Unpacked> unpacked = Optional.empty();
    try {
      unpacked = PackedStreams.open(packed);
      if (unpacked.isEmpty()) {
        throw RequirementException.of(span, "it is packed in a way that is not read here", "");
      }
      TarReader archive = new TarReader(unpacked.get().bytes());
      Optional<TarReader.Member> next = archive.next();
      while (next.isPresent()) {
        member(archive, next.get());
        next = archive.next();
      }
    } catch (TarException e) {
      throw TarDamage.at(span, e, unpacked);
    } catch (IOException e) {
      throw RequirementException.of(span, "it cannot be unpacked: " + e.getMessage(), "");
    }
  }

  private void member(TarReader archive, TarReader.Member member)
      throws IOException, RequirementException {
    if (member.kind() != TarReader.Kind.FILE) {
      return;
    }
    String path = source.name() + "!/" + member.name();
    if (member.name().equals(RECORD)) {
      if (member.size() > RECORD_LIMIT) {
        throw RequirementException.of(
            Span.of(path), "it is longer than " + RECORD_LIMIT + " bytes", "");
      }
      String text = new String(archive.content(RECORD_LIMIT), StandardCharsets.UTF_8);
      record = Optional.of(JsonReader.read(text, Span.of(path)).asMembers());
    } else if (!member.name().startsWith("info/")) {
      files.addAll(looked.look(archive, member, path));
    }
  }

  private Candidate candidate(CondaPackage packages) throws RequirementException {
    if (record.isEmpty()) {
      throw RequirementException.of(source.span(), "it is no package: there is no " + RECORD, "");
    }
    Json.Members known = record.get();
    List<Condition> conditions = new ArrayList<>(packages.conditions(known, Optional.empty()));
    List<Finding> findings = new ArrayList<>(looked.findings());
    if (!files.isEmpty()) {
      conditions.add(NativeConditions.together(files, elsewhere(known)));
      findings.addAll(CondaClaims.of(known, files, source.name()));
    }
    Score score = CondaPackage.score(known);
    return new Candidate(
        source.fileName(),
        new Requirement(
            source.name(),
            CondaPackage.FORMAT,
            Condition.all(conditions, known.span()),
            findings,
            List.of()),
        platform -> score);
  }

  /** The libraries that other packages bring, where it depends on any. */
  private Set<String> elsewhere(Json.Members known) throws RequirementException {
    boolean alone = true;
    for (Json spec : known.items("depends")) {
      alone &= CondaDemand.isVirtual(spec.asText());
    }
    Set<String> names = new LinkedHashSet<>();
    if (!alone) {
      for (NativeFile file : files) {
        for (String name : file.needed()) {
          if (!CondaClaims.isOfTheMachine(name)) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }
}
