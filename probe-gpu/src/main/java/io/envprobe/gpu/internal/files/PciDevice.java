package io.envprobe.gpu.internal.files;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A graphics processor on the PCI bus, as the kernel lists it.
 *
 * @param address {@code 0000:65:00.0}
 * @param maker {@code nvidia}, {@code amd}, {@code intel} …
 * @param id maker and model as PCI numbers, {@code 10de:2330}
 * @param classNumber {@code 030200}
 * @param driver the kernel driver that holds it; empty where none does
 * @param renderNode {@code /dev/dri/renderD128}; empty where it has none
 */
public record PciDevice(
    String address,
    String maker,
    String id,
    String classNumber,
    Optional<String> driver,
    Optional<String> renderNode) {
  /** Where the kernel lists devices. */
  public static final String DIRECTORY = "/sys/bus/pci/devices";

  /**
   * The graphics processors of the makers that the table knows. Display adapters of virtual
   * machines and of management controllers are none.
   */
  public static Outcome<List<PciDevice>> list(Host host) {
    Outcome<List<String>> names = host.list(DIRECTORY);
    if (names instanceof Outcome.Failure<List<String>> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    List<PciDevice> devices = new ArrayList<>();
    for (String name : names.answer().orElseThrow()) {
      String directory = Names.in(DIRECTORY, name);
      String classNumber = number(host, Names.in(directory, "class"));
      if (classNumber.startsWith("03") || classNumber.startsWith("12")) {
        Optional<PciDevice> device = device(host, name, directory, classNumber);
        if (device.isPresent()) {
          devices.add(device.get());
        }
      }
    }
    return Outcome.of(devices);
  }

  /** Maker and model as the bus has them, {@code 10de:2330}; empty for numbers of no bus. */
  public static Optional<String> id(long vendor, long device) {
    boolean possible = vendor > 0 && vendor <= 0xffff && device >= 0 && device <= 0xffff;
    return possible ? Optional.of(hex(vendor) + ":" + hex(device)) : Optional.empty();
  }

  private static String hex(long number) {
    String digits = Long.toHexString(number);
    return "0".repeat(4 - digits.length()) + digits;
  }

  private static Optional<PciDevice> device(
      Host host, String name, String directory, String classNumber) {
    String vendor = number(host, Names.in(directory, "vendor"));
    Optional<String> maker = maker(vendor, classNumber);
    if (maker.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> driver =
        host.link(Names.in(directory, "driver")) instanceof Outcome.Answer<String> target
            ? Optional.of(Names.last(target.value()))
            : Optional.empty();
    Optional<String> render = Optional.empty();
    if (host.list(Names.in(directory, "drm")) instanceof Outcome.Answer<List<String>> nodes) {
      for (String node : nodes.value()) {
        if (node.startsWith("renderD")) {
          render = Optional.of("/dev/dri/" + node);
        }
      }
    }
    String id = vendor + ":" + number(host, Names.in(directory, "device"));
    return Optional.of(new PciDevice(name, maker.get(), id, classNumber, driver, render));
  }

  private static String number(Host host, String path) {
    String text = host.text(path).answer().orElse("").strip();
    return text.startsWith("0x") ? text.substring(2) : text;
  }

  private static Optional<String> maker(String vendor, String classNumber) {
    for (Table row : Makers.TABLE.tables("makers")) {
      if (row.text("vendor").equals(vendor)) {
        boolean counts = classNumber.startsWith("03") || row.isTrue("accelerators");
        return counts ? Optional.of(row.text("name")) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static final class Makers {
    static final Table TABLE = GraphicsMakersTable.read();
  }
}
