package io.envprobe.binaries;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of reading a source as one format: the content with its defects, or a rejection because
 * the source is not of that format at all. Immutable.
 */
public sealed interface ReadResult<T> {

  /** The source has the format; {@code value} is what of it is sound. */
  record Read<T>(T value, List<Defect> defects) implements ReadResult<T> {
    public Read {
      defects = List.copyOf(defects);
    }
  }

  /** The source does not have the format. The defect says why. */
  record Rejected<T>(Defect reason) implements ReadResult<T> {}

  /** The one of the two functions' results that fits. */
  default <R> R fold(Function<Read<T>, R> read, Function<Rejected<T>, R> rejected) {
    return this instanceof Read<T> sound ? read.apply(sound) : rejected.apply((Rejected<T>) this);
  }

  /** The content; empty where the source was rejected. */
  default Optional<T> content() {
    return this instanceof Read<T> sound ? Optional.of(sound.value()) : Optional.empty();
  }

  /** The defects, at most one for each code; the reason alone where the source was rejected. */
  default List<Defect> defects() {
    return this instanceof Rejected<T> rejected ? List.of(rejected.reason()) : List.of();
  }
}
