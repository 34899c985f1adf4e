package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The auditing libraries of a program: those of {@code LD_AUDIT}, {@code DT_AUDIT} and {@code
 * DT_DEPAUDIT}. They live in a list of their own, so they never stand in the program's; but they
 * may send the loader elsewhere, which no file tells.
 *
 * <p>Source: https://man7.org/linux/man-pages/man7/rtld-audit.7.html and glibc, elf/rtld.c,
 * functions load_audit_modules and dso_name_valid_for_suid.
 */
final class Auditors {
  private static final String VARIABLE = "LD_AUDIT";

  private Auditors() {}

  /** Adds what the loader says of auditors that do not load, and a word on those that do. */
  static void warnings(
      LoaderSettings settings, LoaderFiles files, GlibcObject program, List<String> warnings) {
    List<String> names = new ArrayList<>();
    boolean secure = settings.start().secure();
    for (String name : settings.start().variable(VARIABLE).orElse("").split(":", -1)) {
      if (!name.isEmpty() && !(secure && name.indexOf('/') >= 0)) {
        names.add(name);
      }
    }
    Optional<ElfDynamic> dynamic = program.dynamic();
    if (dynamic.isPresent()) {
      for (Optional<String> list : List.of(dynamic.get().audit(), dynamic.get().depaudit())) {
        for (String name : list.orElse("").split(":", -1)) {
          if (!name.isEmpty()) {
            names.add(name);
          }
        }
      }
    }
    for (String name : names) {
      warnings.add(warning(settings, files, program.file.orElseThrow(), name));
    }
  }

  private static String warning(
      LoaderSettings settings, LoaderFiles files, ElfFile program, String name) {
    Map<String, String> variables = new HashMap<>(settings.start().variables());
    variables.remove(VARIABLE);
    variables.remove("LD_PRELOAD");
    LoaderSettings.Start alone =
        new LoaderSettings.Start(
            variables, settings.start().workingDirectory(), settings.start().secure(), true);
    Resolution resolution =
        Loader.open(
            new LoaderSettings(
                settings.build(),
                settings.processor(),
                new LoaderSettings.Files(
                    settings.files().cache(), Optional.empty(), Optional.empty()),
                alone),
            files,
            name,
            program);
    return resolution.loads()
        ? name + " audits the program, and may change which files are loaded"
        : "ERROR: ld.so: object '"
            + name
            + "' cannot be loaded as audit interface: "
            + (resolution.errors().isEmpty()
                ? "cannot open shared object file"
                : resolution.errors().get(0))
            + "; ignored.";
  }
}
