package io.envprobe.blas;

import java.util.ArrayList;
import java.util.List;

/** The commands that switch a machine's BLAS: printed, never run. */
public final class SwitchCommand {
  private SwitchCommand() {}

  /**
   * What chooses candidates of a name.
   *
   * @param candidates the machine's
   * @param wanted a candidate's name, or the path of one
   * @return a command for each group that has such a candidate; none where there is none
   */
  public static List<String> set(List<Candidate> candidates, String wanted) {
    List<String> commands = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (!candidate.name().equalsIgnoreCase(wanted) && !candidate.path().equals(wanted)) {
        continue;
      }
      switch (candidate.source()) {
        case "alternatives" ->
            commands.add("update-alternatives --set " + candidate.group() + " " + candidate.path());
        case "eselect" -> {
          String[] parts = candidate.group().split("/", 2);
          commands.add("eselect " + parts[0] + " set " + parts[1] + " " + candidate.name());
        }
        case "flexiblas" ->
            commands.add(
                (candidate.group().startsWith("libflexiblas64") ? "flexiblas64" : "flexiblas")
                    + " default "
                    + candidate.name());
        case "conda" ->
            commands.add("conda install \"" + candidate.group() + "=*=*" + candidate.name() + "\"");
        default -> commands.add("");
      }
    }
    return commands;
  }

  /**
   * What makes a directory a candidate, by the machine's own switch.
   *
   * @param candidates the machine's; of what kind they are says which switch it has
   * @param groups its groups of alternatives
   * @param files the names of the libraries in the directory
   */
  public static List<String> add(
      List<Candidate> candidates,
      List<AlternativeGroup> groups,
      String directory,
      List<String> files) {
    List<String> commands = new ArrayList<>();
    for (AlternativeGroup group : groups) {
      if (files.contains(group.linkName())) {
        int highest = group.best().map(AlternativeGroup.Choice::priority).orElse(0);
        commands.add(
            "update-alternatives --install "
                + group.link()
                + " "
                + group.name()
                + " "
                + directory
                + "/"
                + group.linkName()
                + " "
                + (highest + 10));
      }
    }
    for (String what : List.of("blas", "lapack")) {
      boolean has = files.contains("lib" + what + ".so.3");
      candidates.stream()
          .filter(candidate -> candidate.source().equals("eselect") && has)
          .filter(candidate -> candidate.group().startsWith(what + "/"))
          .map(candidate -> candidate.group().substring(what.length() + 1))
          .distinct()
          .forEach(
              libraries ->
                  commands.add(
                      "eselect "
                          + what
                          + " add "
                          + libraries
                          + " "
                          + directory
                          + " "
                          + directory.substring(directory.lastIndexOf('/') + 1)));
    }
    if (commands.isEmpty() && candidates.stream().anyMatch(c -> c.source().equals("flexiblas"))) {
      commands.add(
          "flexiblas add "
              + directory.substring(directory.lastIndexOf('/') + 1)
              + " "
              + directory
              + "/libblas.so.3");
    }
    return commands;
  }
}
