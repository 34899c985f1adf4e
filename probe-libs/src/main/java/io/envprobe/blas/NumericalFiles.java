package io.envprobe.blas;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ReadResult;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The libraries of a host, each read once. Used by one thread. */
public final class NumericalFiles {
  private final Host host;
  private final Map<String, Optional<NumericalLibrary>> libraries = new HashMap<>();
  private final Map<String, SymbolNames> symbols = new HashMap<>();

  private NumericalFiles(Host host) {
    this.host = host;
  }

  /** The files of a host. */
  public static NumericalFiles of(Host host) {
    return new NumericalFiles(host);
  }

  /** The path with links resolved; the path itself where that fails. */
  public String real(String path) {
    return host.realPath(path).answer().orElse(path);
  }

  /** What a file is; empty where it cannot be read or is no library. */
  public Optional<NumericalLibrary> library(String path) {
    String real = real(path);
    Optional<NumericalLibrary> known = libraries.get(real);
    if (known == null) {
      known = open(real).flatMap(source -> library(real, source));
      libraries.put(real, known);
    }
    return known;
  }

  /** Its symbols; none where it cannot be read. */
  public SymbolNames symbols(String path) {
    String real = real(path);
    SymbolNames known = symbols.get(real);
    if (known == null) {
      known = open(real).map(NumericalFiles::symbols).orElse(SymbolNames.NONE);
      symbols.put(real, known);
    }
    return known;
  }

  private Optional<HostByteSource> open(String path) {
    Outcome<HostByteSource> opened = HostByteSource.open(host, path);
    return opened.answer();
  }

  private static Optional<NumericalLibrary> library(String path, ByteSource source) {
    try {
      ReadResult<NumericalLibrary> read = NumericalLibrary.read(path, source);
      return read.content();
    } catch (IOException e) {
      return Optional.empty(); // The host did not answer: what the file is remains unknown.
    }
  }

  private static SymbolNames symbols(ByteSource source) {
    try {
      return SymbolNames.read(source);
    } catch (IOException e) {
      return SymbolNames.NONE;
    }
  }
}
