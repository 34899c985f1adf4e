package io.envprobe.target.internal;

import io.envprobe.table.Table;

/** The makers of Arm processors by the implementer code of the main identification register. */
public final class ArmVendors {
  private ArmVendors() {}

  /** The maker's name; the code itself where the table does not have it. */
  public static String name(String implementer) {
    return Table.read(ArmVendors.class.getResourceAsStream("arm-vendors.table"))
        .table("vendors")
        .textOr(implementer, implementer);
  }
}
