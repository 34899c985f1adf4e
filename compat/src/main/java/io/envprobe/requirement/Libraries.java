package io.envprobe.requirement;

import io.envprobe.fact.UnknownCause;
import io.envprobe.libs.LoadReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The native libraries of a platform, as its dynamic loader finds them. Thread-safe. */
public interface Libraries {
  /**
   * The library that a file gets for a name.
   *
   * @param architecture as platform tags spell it; empty where any will do
   * @param requiredBy the path of the file that needs it; where the platform has no such file, the
   *     answer is that for a program without search paths of its own
   */
  Found find(String name, Optional<String> architecture, String requiredBy);

  /**
   * What loading a file of the platform comes to, together with all that it needs.
   *
   * @return nothing where it is no file of the platform, or its files are not at hand
   */
  Optional<LoadReport> examine(String path);

  /** What came of a search. */
  sealed interface Found {}

  /**
   * It is there.
   *
   * @param path where
   * @param versions the versions that it defines; empty where that is not known
   */
  record Here(String path, Optional<Set<String>> versions) implements Found {
    public Here {
      Objects.requireNonNull(path);
      versions = versions.map(Set::copyOf);
    }
  }

  /**
   * It is not there.
   *
   * @param looked where was looked
   */
  record Missing(List<String> looked) implements Found {
    public Missing {
      looked = List.copyOf(looked);
    }
  }

  /** It is not known whether it is there. */
  record NotKnown(UnknownCause cause, String detail) implements Found {
    public NotKnown {
      Objects.requireNonNull(cause);
      Objects.requireNonNull(detail);
    }
  }
}
