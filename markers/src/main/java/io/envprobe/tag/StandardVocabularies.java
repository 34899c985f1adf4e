package io.envprobe.tag;

import io.envprobe.tag.internal.CondaVocabulary;
import io.envprobe.tag.internal.JuliaVocabulary;
import io.envprobe.tag.internal.OciVocabulary;
import io.envprobe.tag.internal.RidVocabulary;
import io.envprobe.tag.internal.TableVocabulary;
import io.envprobe.tag.python.PythonVocabulary;
import io.envprobe.tag.variant.provider.VariantsVocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The vocabularies of this library, in the order in which they are shown, and those that other jars
 * add.
 */
public final class StandardVocabularies {
  private StandardVocabularies() {}

  /** The vocabularies of this library. */
  public static List<Vocabulary> all() {
    return List.of(
        new PythonVocabulary(),
        new CondaVocabulary(),
        new VariantsVocabulary(),
        new OciVocabulary(),
        new TableVocabulary("npm"),
        new RidVocabulary(),
        new TableVocabulary("rust"),
        new TableVocabulary("go"),
        new TableVocabulary("debian"),
        new TableVocabulary("rpm"),
        new TableVocabulary("nfd"),
        new TableVocabulary("maven"),
        new TableVocabulary("gradle"),
        new TableVocabulary("nix"),
        new TableVocabulary("spack"),
        new TableVocabulary("eessi"),
        new TableVocabulary("homebrew"),
        new TableVocabulary("vcpkg"),
        new TableVocabulary("llvm"),
        new JuliaVocabulary(),
        new TableVocabulary("ruby"),
        new TableVocabulary("github"),
        new TableVocabulary("slurm"));
  }

  /**
   * The vocabularies of this library and then those that {@link ServiceLoader} finds by the class
   * loader of this library; of two with one name the first counts.
   */
  public static List<Vocabulary> withInstalled() {
    List<Vocabulary> found = new ArrayList<>(all());
    for (Vocabulary installed :
        ServiceLoader.load(Vocabulary.class, Vocabulary.class.getClassLoader())) {
      if (find(found, installed.name()).isEmpty()) {
        found.add(installed);
      }
    }
    return Collections.unmodifiableList(found);
  }

  /**
   * The vocabulary of that name. One of this library is found without looking at the other jars.
   */
  public static Optional<Vocabulary> find(String name) {
    Optional<Vocabulary> own = find(all(), name);
    return own.isPresent() ? own : find(withInstalled(), name);
  }

  private static Optional<Vocabulary> find(List<Vocabulary> vocabularies, String name) {
    for (Vocabulary vocabulary : vocabularies) {
      if (vocabulary.name().equals(name)) {
        return Optional.of(vocabulary);
      }
    }
    return Optional.empty();
  }
}
