package io.envprobe.blas;

import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The contract of a directory that holds one provider: which files must be in it, by distribution,
 * with which names and functions.
 */
public final class ProviderDirectory {
  private ProviderDirectory() {}

  /** The names of the profiles of distributions. */
  public static List<String> profiles() {
    return List.copyOf(table().table("profiles").names());
  }

  /**
   * Checks a directory.
   *
   * @param profile a distribution's, as in {@link #profiles}
   * @param directory its path, for messages
   * @param files the directory's libraries by file name
   * @return what breaks the contract; empty where the profile is not known
   */
  public static Optional<List<Finding>> validate(
      String profile, String directory, Map<String, Member> files) {
    Table profiles = table().table("profiles");
    if (!profiles.has(profile)) {
      return Optional.empty();
    }
    List<Finding> findings = new ArrayList<>();
    Table row = profiles.table(profile);
    // Some providers have a directory for BLAS and one for LAPACK.
    boolean lapack = row.texts("lapack").stream().anyMatch(files::containsKey);
    boolean blas = !lapack || row.texts("blas").stream().anyMatch(files::containsKey);
    row.texts("blas").forEach(name -> file(directory, files, name, blas, findings));
    row.texts("lapack").forEach(name -> file(directory, files, name, lapack, findings));
    List<Member> members = new ArrayList<>();
    files.forEach(
        (name, member) ->
            members.add(
                new Member(Set.of(name), member.library(), member.symbols(), false, false)));
    for (Finding finding : Rules.check(new Scope(Scope.Kind.MACHINE, members, Surroundings.NONE))) {
      if (Set.of("R01", "R03", "R05", "R14").contains(finding.rule())) {
        findings.add(finding);
      }
    }
    cblas(directory, row, files, findings);
    return Optional.of(findings);
  }

  private static void file(
      String directory,
      Map<String, Member> files,
      String name,
      boolean required,
      List<Finding> findings) {
    Member member = files.get(name);
    if (member == null && required) {
      add(findings, "contract.missing", directory, name + " is not there", "add it");
    } else if (member != null && !member.library().isNumerical()) {
      add(
          findings,
          "contract.empty",
          directory,
          name + " offers no function of BLAS or LAPACK",
          "link it against the provider's own library, with its functions in it");
    }
  }

  private static void cblas(
      String directory, Table row, Map<String, Member> files, List<Finding> findings) {
    if (!row.isTrue("merged")) {
      return;
    }
    Member blas = files.get("libblas.so.3");
    if (blas == null) {
      return;
    }
    Set<String> defined = new HashSet<>(blas.symbols().defined());
    files.values().forEach(member -> defined.addAll(member.symbols().defined()));
    if (!defined.contains("cblas_dgemm")) {
      add(
          findings,
          "contract.cblas",
          directory,
          "libblas.so.3 has no CBLAS functions in it, which programs here take from it",
          "build the provider with CBLAS");
    }
  }

  private static void add(
      List<Finding> findings, String rule, String directory, String message, String remedy) {
    findings.add(
        new Finding(
            rule, Severity.ERROR, directory + ": " + message, directory, List.of(), remedy));
  }

  private static Table table() {
    return ContractsTable.read();
  }
}
