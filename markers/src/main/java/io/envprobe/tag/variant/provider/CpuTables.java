package io.envprobe.tag.variant.provider;

import io.envprobe.table.Table;
import io.envprobe.target.Targets;
import java.util.List;

/** The names that the providers of processors know, and the data of archspec that they carry. */
final class CpuTables {
  /** The features of x86-64 in order of preference. */
  static List<String> x8664() {
    return FeatureHolder.TABLE.texts("x86_64");
  }

  /** The features of Arm in order of preference; two entries of the plugin are defects. */
  static List<String> aarch64(boolean published) {
    return FeatureHolder.TABLE.table("aarch64").texts(published ? "published" : "accurate");
  }

  /** The targets of archspec-json 1900fa7, which the provider of x86-64 carries. */
  static Targets targetsOfX8664() {
    return X8664Holder.TARGETS;
  }

  /** The targets of archspec-json 4fcdb2f, which the provider of Arm carries. */
  static Targets targetsOfAArch64() {
    return AArch64Holder.TARGETS;
  }

  private CpuTables() {}

  private static final class FeatureHolder {
    static final Table TABLE = CpuFeaturesTable.read();
  }

  private static final class X8664Holder {
    static final Targets TARGETS = Targets.shipped().asOf("1900fa7");
  }

  private static final class AArch64Holder {
    static final Targets TARGETS = Targets.shipped().asOf("4fcdb2f");
  }
}
