package io.envprobe.requirement.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.internal.PackedStreams;
import io.envprobe.artifact.internal.StreamedFiles;
import io.envprobe.artifact.internal.TarException;
import io.envprobe.artifact.internal.TarReader;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts a root file system together from tar archives that lie upon each other. Not thread-safe.
 *
 * <p>Source: https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts
 */
public final class RootLayers {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private final String root;
  private final String prefix;
  private final TreeMap<String, List<NativeFile>> files = new TreeMap<>();
  private final TreeMap<String, String> links = new TreeMap<>();
  private final StreamedFiles looked = new StreamedFiles();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * An empty one.
   *
   * @param root how the whole is named
   * @param prefix what stands before the path of a file in it
   */
  public RootLayers(String root, String prefix) {
    this.root = root;
    this.prefix = prefix;
  }

  /**
   * Lays an archive upon what there is.
   *
   * @param packed its bytes
   * @param span how it is named
   * @throws RequirementException where it is damaged
   */
  public void add(InputStream packed, Span span) throws RequirementException {
    Optional<PackedStreams.Unpacked> unpacked = Optional.empty();
    try {
      unpacked = PackedStreams.open(packed);
      if (unpacked.isEmpty()) {
        findings.add(
            new Finding(
                "oci.packed-layer",
                Severity.WARNING,
                span.source() + " is packed in a way that is not read here",
                span.source(),
                List.of(),
                "pack it with gzip or Zstandard"));
        return;
      }
      read(new TarReader(unpacked.get().bytes()));
    } catch (TarException e) {
      throw TarDamage.at(span, e, unpacked);
    } catch (IOException e) {
      throw RequirementException.of(span, "it cannot be unpacked: " + e.getMessage(), "");
    }
  }

  private void read(TarReader archive) throws IOException {
    Optional<TarReader.Member> next = archive.next();
    while (next.isPresent()) {
      member(archive, next.get());
      next = archive.next();
    }
  }

  private void member(TarReader archive, TarReader.Member member) throws IOException {
    String name = member.name().startsWith("/") ? member.name().substring(1) : member.name();
    int slash = name.lastIndexOf('/');
    String last = name.substring(slash + 1);
    String directory = name.substring(0, slash + 1);
    if (last.equals(OPAQUE)) {
      below(files, directory);
      below(links, directory);
      return;
    }
    if (last.startsWith(WHITEOUT)) {
      remove(directory + last.substring(WHITEOUT.length()));
      return;
    }
    switch (member.kind()) {
      case FILE -> {
        remove(name);
        List<NativeFile> found = looked.look(archive, member, prefix + name);
        if (!found.isEmpty()) {
          files.put(name, found);
        }
      }
      case SYMBOLIC_LINK -> {
        remove(name);
        links.put(name, member.target());
      }
      // The same file under another name asks for nothing more.
      case HARD_LINK -> links.put(name, "/" + member.target());
      default -> links.remove(name);
    }
  }

  private void remove(String name) {
    files.remove(name);
    links.remove(name);
    below(files, name + "/");
    below(links, name + "/");
  }

  private static void below(NavigableMap<String, ?> map, String directory) {
    map.subMap(directory, directory + Character.MAX_VALUE).clear();
  }

  /** What there is now. */
  public RootFiles files() {
    List<NativeFile> all = new ArrayList<>();
    files.values().forEach(all::addAll);
    List<Finding> every = new ArrayList<>(findings);
    every.addAll(looked.findings());
    return new RootFiles(root, prefix, all, links, every);
  }
}
