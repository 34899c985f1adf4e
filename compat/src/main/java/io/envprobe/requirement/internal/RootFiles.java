package io.envprobe.requirement.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The native files of a root file system.
 *
 * @param root how the whole is named
 * @param prefix what stands before the path of a file in it
 * @param files in it
 * @param links its symbolic links, by path from its root without a slash before
 * @param findings what was wrong while reading
 */
public record RootFiles(
    String root,
    String prefix,
    List<NativeFile> files,
    Map<String, String> links,
    List<Finding> findings) {
  private static final int MOST_LINKS = 40;

  public RootFiles {
    files = List.copyOf(files);
    links = Map.copyOf(links);
    findings = List.copyOf(findings);
  }

  /** The path of a file from the root, without a slash before. */
  String inside(NativeFile file) {
    return file.path().startsWith(prefix) ? file.path().substring(prefix.length()) : file.path();
  }

  /** Where a path leads within the root, links followed; nothing where they go round. */
  Optional<String> resolve(String path) {
    List<String> done = new ArrayList<>();
    List<String> rest = new ArrayList<>(List.of(path.split("/", -1)));
    int followed = 0;
    while (!rest.isEmpty()) {
      String step = rest.remove(0);
      if (step.equals("..")) {
        if (!done.isEmpty()) {
          done.remove(done.size() - 1);
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        done.add(step);
        Optional<String> target = Optional.ofNullable(links.get(String.join("/", done)));
        if (target.isPresent()) {
          if (++followed > MOST_LINKS) {
            return Optional.empty();
          }
          done.remove(done.size() - 1);
          if (target.get().startsWith("/")) {
            done.clear();
          }
          rest.addAll(0, List.of(target.get().split("/", -1)));
        }
      }
    }
    return Optional.of(String.join("/", done));
  }
}
