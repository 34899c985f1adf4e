package io.envprobe.blas;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be switched on a machine: alternatives of Debian and of Red Hat, eselect's files of
 * Gentoo, FlexiBLAS's configuration, the packages of an active conda environment. All are read;
 * nothing is run.
 */
public final class Candidates {
  private final Host host;
  private final List<Candidate> found = new ArrayList<>();

  private Candidates(Host host) {
    this.host = host;
  }

  /** Every candidate, by switch and group. */
  public static List<Candidate> of(Host host, List<AlternativeGroup> groups) {
    Candidates candidates = new Candidates(host);
    candidates.alternatives(groups);
    candidates.eselect("blas");
    candidates.eselect("lapack");
    candidates.flexiblas("libflexiblas.so.3", "FLEXIBLAS", List.of("flexiblasrc"));
    candidates.flexiblas(
        "libflexiblas64.so.3", "FLEXIBLAS64", List.of("flexiblas64rc", "flexiblasrc64"));
    candidates.conda();
    return List.copyOf(candidates.found);
  }

  private void alternatives(List<AlternativeGroup> groups) {
    for (AlternativeGroup group : groups) {
      for (AlternativeGroup.Choice choice : group.choices()) {
        int slash = choice.path().lastIndexOf('/');
        String directory = slash < 0 ? choice.path() : choice.path().substring(0, slash);
        found.add(
            new Candidate(
                "alternatives",
                group.name(),
                directory.substring(directory.lastIndexOf('/') + 1),
                choice.path(),
                group.value().equals(Optional.of(choice.path())),
                "priority " + choice.priority() + (group.manual() ? ", manual" : "")));
      }
    }
  }

  /**
   * A file for each candidate in {@code /etc/env.d/blas/LIBDIR}, and {@code config} with the chosen
   * one. Source: https://wiki.gentoo.org/wiki/Blas-lapack-switch.
   */
  private void eselect(String what) {
    String root = "/etc/env.d/" + what;
    for (String directory : host.list(root).answer().orElse(List.of())) {
      String folder = root + "/" + directory;
      if (!(host.list(folder) instanceof Outcome.Answer<List<String>> names)) {
        continue;
      }
      String current = value(host.text(folder + "/config").answer().orElse(""), "CURRENT");
      for (String name : names.value()) {
        if (!name.equals("config")) {
          String text = host.text(folder + "/" + name).answer().orElse("");
          String path = value(text, "LDPATH");
          found.add(
              new Candidate(
                  "eselect", what + "/" + directory, name, path, name.equals(current), ""));
        }
      }
    }
  }

  /**
   * Source: https://github.com/mpimd-csc/flexiblas, section Configuration: {@code
   * /etc/flexiblasrc}, {@code /etc/flexiblasrc.d}, the user's file; the variable FLEXIBLAS wins
   * over {@code default}. The build with 64-bit integers has files and variables of its own.
   *
   * @param library that passes calls on
   * @param variable the name of its variable
   * @param names of its file; distributions differ
   */
  private void flexiblas(String library, String variable, List<String> names) {
    List<String> files = new ArrayList<>();
    for (String name : names) {
      files.add("/etc/" + name);
      for (String part : host.list("/etc/" + name + ".d").answer().orElse(List.of())) {
        files.add("/etc/" + name + ".d/" + part);
      }
      files.add("~/." + name);
    }
    host.variable(variable + "_CONFIG").answer().ifPresent(files::add);
    String chosen = "";
    List<String[]> backends = new ArrayList<>();
    for (String file : files) {
      String section = "";
      for (String line : host.text(file).answer().orElse("").split("\n", -1)) {
        String plain = line.strip();
        int equals = plain.indexOf('=');
        if (plain.startsWith("[") && plain.endsWith("]")) {
          section = plain.substring(1, plain.length() - 1).strip();
        } else if (equals > 0) {
          String name = plain.substring(0, equals).strip();
          String value = plain.substring(equals + 1).strip();
          if (section.isEmpty() && name.equals("default")) {
            chosen = value;
          } else if (!section.isEmpty() && name.equals("library")) {
            backends.add(new String[] {section, value, file});
          }
        }
      }
    }
    String active = host.variable(variable).answer().orElse(chosen);
    for (String[] backend : backends) {
      found.add(
          new Candidate(
              "flexiblas",
              library,
              backend[0],
              backend[1],
              backend[0].equalsIgnoreCase(active),
              backend[2]));
    }
  }

  /** conda-forge's packages of interfaces tell the provider at the end of their build string. */
  private void conda() {
    Optional<String> prefix = host.variable("CONDA_PREFIX").answer();
    if (prefix.isEmpty()) {
      return;
    }
    for (String file : host.list(prefix.get() + "/conda-meta").answer().orElse(List.of())) {
      CondaBuild.parse(file)
          .ifPresent(
              build ->
                  found.add(
                      new Candidate(
                          "conda",
                          build.packageName(),
                          build.provider(),
                          prefix.get() + "/lib",
                          true,
                          "interface " + build.version() + ", build " + build.build())));
    }
  }

  private static String value(String text, String name) {
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(name + "=")) {
        return line.substring(name.length() + 1).replace("\"", "").strip();
      }
    }
    return "";
  }
}
