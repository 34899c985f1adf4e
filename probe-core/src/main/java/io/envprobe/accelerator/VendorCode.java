package io.envprobe.accelerator;

import io.envprobe.table.Table;
import java.util.Optional;

/**
 * An error code of a vendor's library: its name there, what it means, and what to do.
 *
 * @param name {@code CUDA_ERROR_SYSTEM_DRIVER_MISMATCH}
 * @param meaning a phrase for a person
 * @param remedy what to do; empty where the meaning says it
 */
public record VendorCode(String name, String meaning, String remedy) {
  /**
   * The meaning of a code; empty where the table does not know it.
   *
   * @param library {@code cuda}, {@code nvml}, {@code hsa}, {@code hip}, {@code levelzero}, {@code
   *     opencl}, {@code vulkan}
   */
  public static Optional<VendorCode> of(String library, long code) {
    for (Table row : Tables.TABLE.tables(library)) {
      if (row.integer("code") == code) {
        return Optional.of(
            new VendorCode(row.text("name"), row.text("meaning"), row.textOr("remedy", "")));
      }
    }
    return Optional.empty();
  }

  private static final class Tables {
    static final Table TABLE = VendorCodesTable.read();
  }
}
