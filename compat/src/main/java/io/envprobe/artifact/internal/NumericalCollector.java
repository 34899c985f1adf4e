package io.envprobe.artifact.internal;

import io.envprobe.artifact.NumericalReport;
import io.envprobe.artifact.ZipArchive;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.blas.Claim;
import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Rules;
import io.envprobe.blas.Scope;
import io.envprobe.blas.Surroundings;
import io.envprobe.blas.SymbolNames;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Collects numerical libraries from files, directories and wheels. */
public final class NumericalCollector {
  private static final int DEEPEST = 32;
  private static final int MOST_FILES = 200_000;

  /** Nothing that holds all of MKL is smaller. */
  private static final long LARGE = 4 << 20;

  /** What is taken from an archive is kept in memory. */
  private static final long LARGEST_MEMBER = 256 << 20;

  private final Inputs inputs;
  private final List<Member> members = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean wheels;
  private int seen;

  public NumericalCollector(Inputs inputs) {
    this.inputs = inputs;
  }

  /** As {@link io.envprobe.artifact.NumericalScan#of}. */
  public Outcome<NumericalReport> report(List<String> names) {
    for (String name : names) {
      Outcome<FileStatus> status = inputs.status(name);
      if (status instanceof Outcome.Failure<FileStatus> failure) {
        return Outcome.failed(failure.kind(), failure.detail());
      }
      FileStatus found = status.answer().orElseThrow();
      if (found.isDirectory()) {
        walk(name, 0);
      } else {
        file(name, found.size());
      }
    }
    Surroundings around = Surroundings.of(BuildClaims.about(claims, members), List.of());
    Scope scope = new Scope(wheels ? Scope.Kind.WHEELS : Scope.Kind.ENVIRONMENT, members, around);
    findings.addAll(Rules.check(scope));
    return Outcome.of(new NumericalReport(scope, findings));
  }

  /** As {@link io.envprobe.artifact.NumericalScan#directory}. */
  public Outcome<Map<String, Member>> flat(String directory) {
    Outcome<List<String>> names = inputs.list(directory);
    if (names instanceof Outcome.Failure<List<String>> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    Map<String, Member> libraries = new TreeMap<>();
    for (String name : names.answer().orElseThrow()) {
      String path = join(directory, name);
      Optional<FileStatus> status = inputs.status(path).answer().filter(FileStatus::isFile);
      if (name.contains(".so") && status.isPresent()) {
        member(path, source(path, status.get().size()))
            .ifPresent(member -> libraries.put(name, member));
      }
    }
    return Outcome.of(libraries);
  }

  private void walk(String directory, int depth) {
    for (String name : inputs.list(directory).answer().orElse(List.of())) {
      String path = join(directory, name);
      // What a link leads to is met where it is, or lies outside.
      Optional<FileStatus> status =
          inputs.link(path) instanceof Outcome.Answer<String>
              ? Optional.empty()
              : inputs.status(path).answer();
      if (status.isEmpty() || seen >= MOST_FILES) {
        continue;
      }
      if (status.get().isDirectory()) {
        if (depth < DEEPEST) {
          walk(path, depth + 1);
        }
      } else if (status.get().isFile()) {
        file(path, status.get().size());
      }
    }
  }

  private void file(String path, long size) {
    seen++;
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.endsWith(".whl")) {
      wheels = true;
      wheel(path, size);
    } else if (name.equals("__config__.py")) {
      inputs
          .read(path, 1 << 20)
          .answer()
          .flatMap(text -> BuildClaims.parse(path, text))
          .ifPresent(claims::add);
    } else if (isLibraryName(name)) {
      add(path, source(path, size));
    }
  }

  private void wheel(String path, long size) {
    ByteSource archive = source(path, size);
    try {
      ZipArchive zip = ZipArchive.read(archive).content().orElse(new ZipArchive(List.of()));
      for (ZipArchive.Member member : zip.members()) {
        String name = member.name().substring(member.name().lastIndexOf('/') + 1);
        boolean wanted = isLibraryName(name) && NumericalLibrary.isUsualName(name);
        if (wanted && member.size() <= LARGEST_MEMBER && !member.isLink()) {
          Optional<ByteSource> content = ZipArchive.open(archive, member, 1 << 20).content();
          if (content.isPresent()) {
            byte[] bytes = SourceBytes.copy(content.get(), 0, (int) member.size());
            add(path + "!/" + member.name(), ByteSource.of(bytes));
          }
        }
      }
    } catch (IOException e) {
      findings.add(
          Findings.of(
              "file.unreadable", Severity.WARNING, path, String.valueOf(e.getMessage()), ""));
    }
  }

  private void add(String path, ByteSource source) {
    member(path, source).filter(NumericalCollector::concerns).ifPresent(members::add);
  }

  /** A library of this kind, or a file that needs one. */
  private static boolean concerns(Member member) {
    return member.library().isNumerical()
        || member.library().needed().stream().anyMatch(NumericalLibrary::isUsualName);
  }

  private Optional<Member> member(String path, ByteSource source) {
    try {
      String name = path.substring(path.lastIndexOf('/') + 1);
      boolean usual = NumericalLibrary.isUsualName(name) || source.size() >= LARGE;
      Optional<ElfFile> file = usual ? Optional.empty() : ElfFile.read(source).content();
      boolean needs =
          file.isPresent() && file.get().needed().stream().anyMatch(NumericalLibrary::isUsualName);
      if (!usual && !needs) {
        return Optional.empty();
      }
      Optional<NumericalLibrary> library = NumericalLibrary.read(path, source).content();
      if (library.isEmpty()) {
        return Optional.empty();
      }
      boolean named = library.get().isNumerical() || needs;
      return Optional.of(
          new Member(
              Set.of(),
              library.get(),
              named ? SymbolNames.read(source) : SymbolNames.NONE,
              false,
              false));
    } catch (IOException e) {
      findings.add(
          Findings.of(
              "file.unreadable", Severity.WARNING, path, String.valueOf(e.getMessage()), ""));
      return Optional.empty();
    }
  }

  private ByteSource source(String path, long size) {
    return new InputSource(inputs, path, size, new LongAdder());
  }

  private static boolean isLibraryName(String name) {
    return name.contains(".so")
        || name.endsWith(".dll")
        || name.endsWith(".dylib")
        || name.endsWith(".pyd");
  }

  private static String join(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }
}
