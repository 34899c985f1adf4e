package io.envprobe.blas;

import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A machine that has a few text files and variables, and nothing else. */
final class TextHost implements Host {
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();

  TextHost file(String path, String text) {
    files.put(path, text);
    return this;
  }

  TextHost variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // Each branch answers with the type that its request declares.
  public <T> Outcome<T> answer(Request<T> request) {
    if (request instanceof Request.Content content && files.containsKey(content.path())) {
      return (Outcome<T>)
          Outcome.of(files.getOrDefault(content.path(), "").getBytes(StandardCharsets.UTF_8));
    }
    if (request instanceof Request.Variable variable && variables.containsKey(variable.name())) {
      return (Outcome<T>) Outcome.of(variables.getOrDefault(variable.name(), ""));
    }
    if (request instanceof Request.Listing listing) {
      TreeSet<String> names = new TreeSet<>();
      for (String path : files.keySet()) {
        if (path.startsWith(listing.path() + "/")) {
          String rest = path.substring(listing.path().length() + 1);
          names.add(rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest);
        }
      }
      return names.isEmpty()
          ? Outcome.failed(FailureKind.NOT_FOUND, listing.path())
          : (Outcome<T>) Outcome.of(List.copyOf(names));
    }
    return Outcome.failed(FailureKind.NOT_FOUND, request.key());
  }
}
