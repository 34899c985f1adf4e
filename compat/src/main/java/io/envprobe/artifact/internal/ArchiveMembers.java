package io.envprobe.artifact.internal;

import io.envprobe.artifact.Container;
import io.envprobe.artifact.Wheel;
import io.envprobe.artifact.ZipArchive;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ReadResult;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.zip.Inflater;

/** Finds the native files of a zip archive and of those in it. */
final class ArchiveMembers {
  private static final int DEEPEST = 3;
  private static final long NESTED_LIMIT = 128L << 20;

  private static final long BOMB_SIZE = 16L << 20;
  private static final long BOMB_RATIO = 200;
  private static final int TEXT_LIMIT = 4 << 20;
  private static final int MEMORY = 1 << 20;

  private final String path;
  private final ByteSource archive;
  private final Supplier<ByteSource> view;
  private final int depth;
  private final AtomicLong nestedBytes;
  private final List<Job> jobs;
  private final List<Collector.Found> containers;
  private final List<Finding> findings;
  private int seen;

  /**
   * The members of an archive.
   *
   * @param view the archive for another thread
   * @param nestedBytes how many bytes of archives in archives may still be kept in memory
   */
  ArchiveMembers(
      String path,
      ByteSource archive,
      Supplier<ByteSource> view,
      int depth,
      AtomicLong nestedBytes,
      List<Job> jobs,
      List<Collector.Found> containers,
      List<Finding> findings) {
    this.path = path;
    this.archive = archive;
    this.view = view;
    this.depth = depth;
    this.nestedBytes = nestedBytes;
    this.jobs = jobs;
    this.containers = containers;
    this.findings = findings;
  }

  /** How many bytes of archives in one archive are kept in memory. */
  static AtomicLong nestedLimit() {
    return new AtomicLong(Math.min(NESTED_LIMIT, Runtime.getRuntime().maxMemory() / 8));
  }

  int seen() {
    return seen;
  }

  void collect() throws IOException {
    ReadResult<ZipArchive> read = ZipArchive.read(archive);
    if (read.content().isEmpty()) {
      for (Defect defect : read.defects()) {
        report(
            "archive." + defect.code(),
            Severity.ERROR,
            path,
            "cannot be read: " + defect.message());
      }
      return;
    }
    List<ZipArchive.Member> members = read.content().get().members();
    for (Defect defect : read.defects()) {
      Severity severity = defect.code().equals("shifted-archive") ? Severity.INFO : Severity.ERROR;
      report("archive." + defect.code(), severity, path, "is damaged: " + defect.message());
    }
    Collector.Found found = found(members);
    containers.add(found);
    Inflater inflater = new Inflater(true);
    try {
      for (ZipArchive.Member member : members) {
        seen++;
        if (!member.isDirectory()) {
          found.count(member.size());
          member(member, inflater);
        }
      }
    } finally {
      inflater.end();
    }
  }

  private void member(ZipArchive.Member member, Inflater inflater) throws IOException {
    String name = path + "!/" + member.name();
    if (member.isLink()) {
      report(
          "R13.link-member",
          Severity.WARNING,
          name,
          "is a symbolic link, which installers write as a file with the link's text");
      return;
    }
    if (isBomb(member)) {
      report(
          "archive.bomb",
          Severity.ERROR,
          name,
          "says that it inflates "
              + member.size() / Math.max(1, member.compressedSize())
              + "-fold, to "
              + member.size()
              + " bytes: it was not read");
      return;
    }
    Magic magic = Magic.of(archive, member, inflater);
    if (magic == Magic.ZIP && Collector.isArchiveName(member.name())) {
      nested(name, member);
    } else if (magic != Magic.OTHER && magic != Magic.ZIP) {
      Job.Opening opening = memory -> ZipArchive.open(view.get(), member, memory);
      jobs.add(
          new Job(
              new ContainedFile(name, member.size(), OptionalLong.of(member.crc())),
              magic,
              member.compressedSize(),
              opening));
    }
  }

  /** Libraries are packed to a third or a tenth; only what was made to fill memory is like this. */
  private static boolean isBomb(ZipArchive.Member member) {
    return member.size() > BOMB_SIZE && member.size() / BOMB_RATIO > member.compressedSize();
  }

  private void nested(String name, ZipArchive.Member member) throws IOException {
    if (depth == DEEPEST) {
      report("archive.nested", Severity.WARNING, name, "is nested too deep to be read");
      return;
    }
    Optional<ByteSource> opened = ZipArchive.open(archive, member, MEMORY).content();
    if (opened.isEmpty() || nestedBytes.addAndGet(-member.size()) < 0) {
      report("archive.nested", Severity.WARNING, name, "is too large to be read in an archive");
      return;
    }
    ByteSource inner = ByteSource.of(SourceBytes.copy(opened.get(), 0, (int) member.size()));
    if (opened.get() instanceof InflatedSource inflated) {
      inflated.close();
    }
    ArchiveMembers members =
        new ArchiveMembers(
            name, inner, () -> inner, depth + 1, nestedBytes, jobs, containers, findings);
    members.collect();
    seen += members.seen();
  }

  private Collector.Found found(List<ZipArchive.Member> members) throws IOException {
    Optional<ZipArchive.Member> wheel = inDistInfo(members, "/WHEEL");
    if (wheel.isEmpty() && !path.endsWith(".whl")) {
      return new Collector.Found(path, Container.Kind.ZIP, Optional.empty());
    }
    if (wheel.isEmpty()) {
      report("wheel.no-metadata", Severity.ERROR, path, "has no .dist-info/WHEEL");
    }
    Wheel read =
        WheelMetadata.of(
            path.substring(path.lastIndexOf('/') + 1),
            text(inDistInfo(members, "/METADATA")),
            text(wheel));
    return new Collector.Found(path, Container.Kind.WHEEL, Optional.of(read));
  }

  private static Optional<ZipArchive.Member> inDistInfo(
      List<ZipArchive.Member> members, String name) {
    for (ZipArchive.Member member : members) {
      int slash = member.name().indexOf('/');
      if (slash > 0
          && member.name().startsWith(".dist-info", slash - 10)
          && member.name().substring(slash).equals(name)) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  private String text(Optional<ZipArchive.Member> member) throws IOException {
    if (member.isEmpty()) {
      return "";
    }
    Optional<ByteSource> opened = ZipArchive.open(archive, member.get(), TEXT_LIMIT).content();
    if (opened.isEmpty()) {
      return "";
    }
    return new String(SourceBytes.copy(opened.get(), 0, TEXT_LIMIT), StandardCharsets.UTF_8);
  }

  private void report(String rule, Severity severity, String subject, String message) {
    findings.add(Findings.of(rule, severity, subject, message, ""));
  }
}
