package io.envprobe.tag.platform;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A feature file of Kubernetes Node Feature Discovery's local source, read.
 *
 * @param features the features, by name
 * @param labels the labels, by name
 * @param errors directives that are wrong, each as a phrase for a person
 * @see <a
 *     href="https://kubernetes-sigs.github.io/node-feature-discovery/stable/usage/customization-guide.html#local-feature-source">the
 *     documentation</a>
 */
public record NfdLocalFeatures(
    Map<String, String> features, Map<String, String> labels, List<String> errors) {
  private static final String DIRECTIVE = "# +";

  /** Copies the collections. */
  public NfdLocalFeatures {
    features = Collections.unmodifiableMap(new TreeMap<>(features));
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    errors = List.copyOf(errors);
  }

  /**
   * Reads a file. A directive that leaves out a feature or a label counts for the next line only,
   * an expiry time until the next one.
   *
   * @param now the time against which expiry is judged
   */
  public static NfdLocalFeatures parse(String file, Instant now) {
    Map<String, String> features = new TreeMap<>();
    Map<String, String> labels = new TreeMap<>();
    List<String> errors = new ArrayList<>();
    boolean skipFeature = false;
    boolean skipLabel = false;
    boolean expired = false;
    for (String raw : file.split("\n", -1)) {
      String line = raw.strip();
      if (line.startsWith("#")) {
        if (line.equals(DIRECTIVE + "no-feature")) {
          skipFeature = true;
        } else if (line.equals(DIRECTIVE + "no-label")) {
          skipLabel = true;
        } else if (line.startsWith(DIRECTIVE + "expiry-time=")) {
          expired = isExpired(line.substring(line.indexOf('=') + 1), now, expired, errors);
        } else if (line.startsWith(DIRECTIVE)) {
          errors.add("no such directive: " + line.substring(DIRECTIVE.length()));
        }
        continue;
      }
      if (line.isEmpty() || expired) {
        continue;
      }
      int equals = line.indexOf('=');
      String name = equals < 0 ? line : line.substring(0, equals);
      String value = equals < 0 ? "true" : line.substring(equals + 1);
      // A later line that leaves a name out takes an earlier one back.
      if (skipFeature) {
        features.remove(name);
      } else {
        features.put(name, value);
      }
      if (skipLabel) {
        labels.remove(name);
      } else {
        labels.put(name, value);
      }
      skipFeature = false;
      skipLabel = false;
    }
    return new NfdLocalFeatures(features, labels, errors);
  }

  private static boolean isExpired(
      String time, Instant now, boolean otherwise, List<String> errors) {
    try {
      return OffsetDateTime.parse(time.strip()).toInstant().isBefore(now);
    } catch (DateTimeParseException e) {
      errors.add("no time in the sense of RFC 3339: " + time.strip());
      return otherwise;
    }
  }
}
