package io.envprobe.tag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one vocabulary says of a machine. Immutable and thread-safe.
 *
 * @param vocabulary the vocabulary's name
 * @param tags the words that hold, best first
 * @param unknown the words of which is not known whether they hold, each with its cause
 */
public record TagSet(String vocabulary, List<Tag> tags, List<UnknownTag> unknown) {
  /** Copies the lists. */
  public TagSet {
    Objects.requireNonNull(vocabulary);
    tags = List.copyOf(tags);
    unknown = List.copyOf(unknown);
  }

  /** The first so many words. */
  public List<Tag> best(int count) {
    return tags.subList(0, Math.min(count, tags.size()));
  }

  /** The texts of the words, best first. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>(tags.size());
    for (Tag tag : tags) {
      texts.add(tag.text());
    }
    return Collections.unmodifiableList(texts);
  }

  /** The first word under a label. */
  public Optional<Tag> find(String label) {
    for (Tag tag : tags) {
      if (tag.label().equals(label)) {
        return Optional.of(tag);
      }
    }
    return Optional.empty();
  }
}
