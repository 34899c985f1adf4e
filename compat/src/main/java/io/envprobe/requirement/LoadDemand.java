package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file must be loadable with everything that the libraries need that it gets. Where the machine
 * is not at hand, what is installed there is taken as complete, so that the file's own needs
 * decide.
 *
 * @param path of the file
 */
public record LoadDemand(String path) implements Demand {
  public LoadDemand {
    Objects.requireNonNull(path);
  }

  @Override
  public String text() {
    return "loads " + path;
  }

  @Override
  public Set<FactKey<?>> facts() {
    return LibraryDemand.FACTS;
  }

  @Override
  public Truth test(Platform platform) {
    return Truth.of(platform.libraries().errors(path).orElse(List.of()).isEmpty());
  }

  @Override
  public Answer explain(Platform platform) {
    Optional<List<String>> errors = platform.libraries().errors(path);
    String reason =
        errors.isEmpty()
            ? "the libraries of the machine are taken as complete"
            : errors.get().isEmpty()
                ? "the loader finds everything"
                : "the loader says: " + errors.get().get(0);
    return new Answer(test(platform), reason, List.of(), List.of(), "");
  }
}
