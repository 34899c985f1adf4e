package io.envprobe.requirement;

import java.util.List;
import java.util.Objects;

/**
 * What is on a machine for building and running: {@code .pc} files, headers, programs, and the
 * packages that files belong to. Looked up, never run. Thread-safe.
 */
public interface Software {
  /** A machine whose files are not at hand. */
  Software NONE =
      new Software() {
        private static final Sighting UNKNOWN =
            new NotKnown("the files of the machine are not at hand");

        @Override
        public Sighting pkgConfig(String name) {
          return UNKNOWN;
        }

        @Override
        public Sighting header(String name) {
          return UNKNOWN;
        }

        @Override
        public Sighting program(String name) {
          return UNKNOWN;
        }

        @Override
        public String owner(String path) {
          return "";
        }
      };

  /** The {@code .pc} file of a name, as pkg-config finds it. */
  Sighting pkgConfig(String name);

  /** A header, where compilers look by themselves. */
  Sighting header(String name);

  /** A program on {@code PATH}. */
  Sighting program(String name);

  /** The package that a file belongs to, as {@code zlib1g-dev 1:1.2.13 (dpkg)}; empty for none. */
  String owner(String path);

  /** What came of a look. */
  sealed interface Sighting {}

  /**
   * It is there.
   *
   * @param version as it states itself; empty where it states none
   */
  record Seen(String path, String version) implements Sighting {
    public Seen {
      Objects.requireNonNull(path);
      Objects.requireNonNull(version);
    }
  }

  /**
   * It is not there.
   *
   * @param looked the directories
   */
  record NotSeen(List<String> looked) implements Sighting {
    public NotSeen {
      looked = List.copyOf(looked);
    }
  }

  /** It is not known whether it is there. */
  record NotKnown(String detail) implements Sighting {
    public NotKnown {
      Objects.requireNonNull(detail);
    }
  }
}
