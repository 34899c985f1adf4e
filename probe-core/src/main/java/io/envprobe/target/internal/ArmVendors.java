package io.envprobe.target.internal;

/** The makers of Arm processors by the implementer code of the main identification register. */
public final class ArmVendors {
  private ArmVendors() {}

  /** The maker's name; the code itself where the table does not have it. */
  public static String name(String implementer) {
    return ArmVendorsTable.read().table("vendors").textOr(implementer, implementer);
  }
}
