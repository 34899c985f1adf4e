package io.envprobe.binaries;

import io.envprobe.binaries.internal.DirectoryFinder;
import java.io.IOException;
import java.util.List;

/**
 * The default directories that a dynamic loader was built with, read from its file: nothing else on
 * a machine tells them without running the loader.
 */
public final class LoaderDirectories {
  private LoaderDirectories() {}

  /**
   * Those of glibc's {@code ld.so}, in order, without the slash at the end; none where the file has
   * no such list.
   *
   * @throws IOException only from the source
   */
  public static List<String> ofGlibc(ByteSource source, ElfFile file) throws IOException {
    return DirectoryFinder.glibc(source, file);
  }

  /**
   * Those of musl's loader, which hold where there is no path file.
   *
   * @throws IOException only from the source
   */
  public static List<String> ofMusl(ByteSource source, ElfFile file) throws IOException {
    return DirectoryFinder.musl(source, file);
  }
}
