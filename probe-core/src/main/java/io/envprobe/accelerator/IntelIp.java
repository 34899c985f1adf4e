package io.envprobe.accelerator;

import io.envprobe.table.Table;
import java.util.List;
import java.util.Optional;

/**
 * The IP version of an Intel graphics device: 12.60.7.
 *
 * <p>Source:
 * https://github.com/intel/compute-runtime/blob/master/third_party/aot_config_headers/platforms.h
 *
 * @param architecture 0…1023
 * @param release 0…255
 * @param revision 0…63
 */
public record IntelIp(int architecture, int release, int revision) {
  /** Unpacks the number that Level Zero answers: {@code 0x030f0007} is 12.60.7. */
  public static IntelIp of(long packed) {
    return new IntelIp(
        (int) (packed >> 22 & 0x3ff), (int) (packed >> 14 & 0xff), (int) (packed & 0x3f));
  }

  /** The code names of devices with it; none where the table does not know it. */
  public List<String> devices() {
    return row().map(row -> row.texts("devices")).orElse(List.of());
  }

  /** The version whose code the device runs too. */
  public Optional<String> base() {
    Optional<Table> row = row();
    return row.isPresent() && row.get().has("base")
        ? Optional.of(row.get().text("base"))
        : Optional.empty();
  }

  private Optional<Table> row() {
    String text = toString();
    for (Table row : Tables.TABLE.tables("versions")) {
      if (row.text("ip").equals(text)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private static final class Tables {
    static final Table TABLE = IntelIpsTable.read();
  }

  @Override
  public String toString() {
    return architecture + "." + release + "." + revision;
  }
}
