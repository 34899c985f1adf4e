package io.envprobe.cli.command;

import io.envprobe.artifact.NumericalScan;
import io.envprobe.blas.Claim;
import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.PkgConfig;
import io.envprobe.blas.PkgConfigFile;
import io.envprobe.blas.PkgConfigText;
import io.envprobe.blas.Rules;
import io.envprobe.blas.Scope;
import io.envprobe.blas.Surroundings;
import io.envprobe.blas.SymbolNames;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.BlasView;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.fact.Finding;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code .pc} files of BLAS: which one wins, whether it says the truth, and one's text. */
final class BlasPackages {
  private static final List<String> NAMES =
      List.of("blas", "lapack", "openblas", "scipy-openblas", "flexiblas", "blis", "mkl-sdl");

  private static final int LIMIT = 1 << 20;

  private BlasPackages() {}

  static int show(Invocation call) throws UsageException, CommandException {
    List<String> words = call.arguments().parameters();
    if (words.size() == 1
        && call.inputs().status(words.get(0)).answer().map(FileStatus::isDirectory).orElse(false)) {
      return emit(call, words.get(0));
    }
    BlasMachine machine = BlasMachine.of(call, Map.of());
    PkgConfig search = PkgConfig.of(machine.host(), machine.scopes().machine().architecture());
    List<PkgConfigFile> files = new ArrayList<>();
    Map<String, Optional<NumericalLibrary>> libraries = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (String name : words.isEmpty() ? NAMES : words) {
      for (PkgConfigFile file : search.find(name)) {
        files.add(file);
        Optional<NumericalLibrary> library =
            search.library(file).flatMap(machine.scopes().machine().files()::library);
        libraries.put(file.path(), library);
        library.ifPresent(found -> findings.addAll(check(search, file, found)));
      }
    }
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                out.name("packages").beginArray();
                for (PkgConfigFile file : files) {
                  out.beginObject();
                  out.name("name").value(file.name());
                  out.name("path").value(file.path());
                  out.name("real_path").value(machine.scopes().machine().files().real(file.path()));
                  out.name("version").value(file.version());
                  out.name("libs").value(String.join(" ", file.words("Libs")));
                  out.name("symbol_prefix").value(file.claimedAffix().prefix());
                  out.name("symbol_suffix").value(file.claimedAffix().suffix());
                  out.name("library")
                      .value(found(libraries, file).map(NumericalLibrary::path).orElse(null));
                  out.endObject();
                }
                out.endArray();
                BlasView.findings(out, findings);
              });
    } else {
      for (PkgConfigFile file : files) {
        String library =
            found(libraries, file)
                .map(found -> found.path() + " (" + BlasView.words(found) + ")")
                .orElse("no library of it was found");
        call.output().text(file.name() + " " + file.version() + " " + file.path() + "\n");
        call.output().text("    " + library + "\n");
      }
      BlasView.listed(call.output(), findings);
    }
    return BlasCommand.exit(call, findings);
  }

  private static Optional<NumericalLibrary> found(
      Map<String, Optional<NumericalLibrary>> libraries, PkgConfigFile file) {
    return libraries.getOrDefault(file.path(), Optional.empty());
  }

  private static List<Finding> check(
      PkgConfig search, PkgConfigFile file, NumericalLibrary library) {
    List<Claim> claims = search.claims(file, library);
    Surroundings around = Surroundings.of(claims, List.of(file));
    Scope scope =
        new Scope(
            Scope.Kind.MACHINE,
            List.of(new Member(Set.of(), library, SymbolNames.NONE, false, false)),
            around);
    return Rules.check(scope).stream()
        .filter(finding -> finding.rule().equals("R16") || finding.rule().equals("R22"))
        .toList();
  }

  /** The text of a package of scipy-openblas, from its files alone. */
  private static int emit(Invocation call, String directory) throws CommandException {
    String root =
        directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
    String path = root + "/lib/pkgconfig/scipy-openblas.pc";
    Outcome<byte[]> own = call.inputs().read(path, LIMIT);
    Outcome<Map<String, Member>> files = NumericalScan.directory(call.inputs(), root + "/lib");
    Optional<NumericalLibrary> library =
        files.answer().orElse(Map.of()).values().stream()
            .map(Member::library)
            .filter(found -> found.fileName().startsWith("libscipy_openblas"))
            .findFirst();
    if (own instanceof Outcome.Failure<byte[]> || library.isEmpty()) {
      throw CommandException.of(
          CommandException.Kind.INPUT,
          directory + " is no package of scipy-openblas: " + path + " or its library is missing");
    }
    String text = new String(own.answer().orElseThrow(), StandardCharsets.UTF_8);
    String emitted =
        PkgConfigText.of(root, PkgConfigFile.parse(path, text).variables(), library.get());
    if (call.output().isJson()) {
      call.output().json(out -> out.name("text").value(emitted));
    } else {
      call.output().text(emitted);
    }
    return ExitCode.TRUE;
  }
}
