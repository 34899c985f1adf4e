package io.envprobe.blas;

import java.util.ArrayList;
import java.util.List;

/**
 * Files that are together, in load order where there is one, and what is around them. Immutable.
 */
public record Scope(Kind kind, List<Member> members, Surroundings surroundings) {
  public Scope {
    members = List.copyOf(members);
  }

  /** In what way files are together. */
  public enum Kind {
    /** Installed on one machine. */
    MACHINE,
    /** Installed in one environment of Python or conda. */
    ENVIRONMENT,
    /** In wheels that are to be installed together. */
    WHEELS,
    /** Mapped by one process. */
    PROCESS,
    /** What one program loads when it starts. */
    PROGRAM
  }

  /** Whether the members share one process, or are going to. */
  public boolean isOneProcess() {
    return kind == Kind.PROCESS || kind == Kind.PROGRAM;
  }

  /** Whether some of them may come together in one process. */
  public boolean mayShareProcess() {
    return kind != Kind.MACHINE;
  }

  /** The numerical libraries, each file once. */
  public List<Member> libraries() {
    List<Member> libraries = new ArrayList<>();
    for (Member member : members) {
      if (member.library().isNumerical()) {
        libraries.add(member);
      }
    }
    return libraries;
  }

  /** The file reached by a name; the first. */
  public java.util.Optional<Member> named(String name) {
    return members.stream().filter(member -> member.names().contains(name)).findFirst();
  }
}
