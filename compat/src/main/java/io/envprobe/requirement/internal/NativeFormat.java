package io.envprobe.requirement.internal;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.ArtifactScanner;
import io.envprobe.artifact.NativeFile;
import io.envprobe.binaries.Defect;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Outcome;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Executables and shared libraries: an ELF, PE or Mach-O file, or a directory of them that are used
 * together; and code for graphics processors by itself.
 */
public final class NativeFormat implements RequirementFormat {
  /** Defects that hide what a file needs; other damage leaves it readable, and is a finding. */
  private static final Set<String> HIDES_NEEDS =
      Set.of(
          "phdr-table-out-of-file",
          "dynamic-out-of-file",
          "strtab-unmapped",
          "commands-out-of-file",
          "slice-out-of-file",
          "imports-out-of-file",
          "imports-unmapped");

  @Override
  public String name() {
    return "native";
  }

  @Override
  public String title() {
    return "executables and shared libraries (ELF, PE, Mach-O), and code for graphics processors";
  }

  @Override
  public String specification() {
    return "https://gabi.xinuos.com/";
  }

  @Override
  public boolean accepts(Source source) {
    if (source.isDirectory()) {
      return true;
    }
    byte[] head = source.head();
    if (head.length < 4) {
      return false;
    }
    int magic =
        (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
    boolean dos = magic >>> 16 == 0x4d5a;
    // A fat Mach-O file begins as a Java class does; its count of slices is small.
    boolean fat =
        magic == 0xcafebabe
            && head.length > 7
            && (head[4] | head[5] | head[6]) == 0
            && head[7] < 20;
    return magic == 0x7f454c46
        || dos
        || fat
        || magic == 0xcafebabf
        || magic == 0xfeedface
        || magic == 0xfeedfacf
        || magic == 0xcefaedfe
        || magic == 0xcffaedfe
        || isGpuCode(magic, head, source.fileName());
  }

  /** NVIDIA's container, AMD's bundles, and PTX, which is text. */
  private static boolean isGpuCode(int magic, byte[] head, String name) {
    return magic == 0x50ed55ba
        || magic == 0x43434f42
        || new String(head, StandardCharsets.ISO_8859_1).startsWith("__CLANG_OFFLOAD_BUNDLE__")
        || name.endsWith(".ptx");
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    Outcome<ArtifactReport> scanned =
        ArtifactScanner.of(source.inputs()).scan(List.of(source.name()));
    if (scanned instanceof Outcome.Failure<ArtifactReport> failure) {
      throw RequirementException.of(source.span(), failure.detail(), "");
    }
    ArtifactReport report = scanned.answer().orElseThrow();
    if (report.files().isEmpty()) {
      throw RequirementException.of(
          source.span(),
          source.isDirectory()
              ? "there is no native code in it"
              : "it begins like native code and is none that can be read",
          "");
    }
    if (!source.isDirectory()) {
      for (NativeFile file : report.files()) {
        refuseWhereNeedsAreHidden(source, file);
      }
    }
    return List.of(
        Candidate.of(
            source.fileName(),
            new Requirement(
                source.name(),
                name(),
                source.isDirectory()
                    ? NativeConditions.together(report.files(), Set.of())
                    : NativeConditions.alone(report.files(), source.span()),
                report.findings(),
                List.of())));
  }

  private static void refuseWhereNeedsAreHidden(Source source, NativeFile file)
      throws RequirementException {
    for (Defect defect : file.defects()) {
      if (HIDES_NEEDS.contains(defect.code())) {
        long size = source.inputs().status(source.name()).answer().map(FileStatus::size).orElse(0L);
        long offset = Math.min(Math.min(defect.offset(), size), Integer.MAX_VALUE);
        throw RequirementException.of(
            source.span().at((int) Math.max(0, offset), 0),
            "it is damaged, and what it needs cannot be read: " + defect.message(),
            "take a whole copy of it");
      }
    }
  }
}
