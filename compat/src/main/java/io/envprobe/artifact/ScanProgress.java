package io.envprobe.artifact;

/** Hears how far a scan is. Called from several threads, one at a time. */
public interface ScanProgress {
  /** Hears nothing. */
  ScanProgress NONE = (done, total, path) -> {};

  /**
   * A file is done, or a part of one.
   *
   * @param done how many bytes of the native files met are dealt with
   * @param total how many there are
   * @param path the file
   */
  void advanced(long done, long total, String path);
}
