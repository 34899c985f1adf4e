package io.envprobe.binaries.internal;

import io.envprobe.binaries.Defect;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects defects, the first of each code, so that damage repeated a million times costs one. */
public final class Defects {
  private final Map<String, Defect> byCode = new TreeMap<>();

  public void add(String code, long offset, String message) {
    byCode.putIfAbsent(code, new Defect(code, offset, message));
  }

  /** Those that another part of a file has. */
  public void addAll(List<Defect> others) {
    for (Defect each : others) {
      byCode.putIfAbsent(each.code(), each);
    }
  }

  /** In the order of their codes. */
  public List<Defect> list() {
    return List.copyOf(byCode.values());
  }
}
