package io.envprobe.gpu.internal.amd;

import io.envprobe.accelerator.VersionNumbers;
import io.envprobe.fact.FactRecord;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.gpu.internal.Conversations;
import io.envprobe.gpu.internal.Conversations.Question;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.Outcome;
import io.envprobe.host.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What AMD's runtimes answered, each in a process of its own: HSA, which opens the devices, and
 * HIP, which programs are written for. Both give what a program that is started here is given.
 */
record RocmAnswers(Optional<Asked> hsa, Optional<Asked> hip) {
  /** Nobody was asked. */
  static final RocmAnswers NONE = new RocmAnswers(Optional.empty(), Optional.empty());

  private static final String HSA = "libhsa-runtime64.so.1";

  /** Asks the runtimes that a program would get, side by side. */
  static RocmAnswers ask(LibrarySearch search, RocmInstallations installed) {
    Optional<LibraryFile> hsa = search.first(HSA);
    for (String home : List.of("/opt/rocm/lib/", "/opt/rocm/lib64/")) {
      hsa = hsa.or(() -> LibraryFile.examine(search.host(), home + HSA, search.architecture()));
    }
    hsa = loadable(search, hsa);
    Optional<LibraryFile> hip =
        loadable(
            search,
            installed
                .first("hip")
                .flatMap(path -> LibraryFile.examine(search.host(), path, search.architecture())));
    List<Question> questions = new ArrayList<>();
    hsa.ifPresent(file -> questions.add(new Question(file, VendorCalls.HSA, false)));
    hip.ifPresent(file -> questions.add(new Question(file, VendorCalls.HIP, false)));
    List<Outcome<Transcript>> outcomes = Conversations.ask(search.host(), questions);
    List<Asked> answered = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      answered.add(new Asked(questions.get(i).library(), outcomes.get(i)));
    }
    return new RocmAnswers(
        hsa.map(file -> answered.get(0)), hip.map(file -> answered.get(answered.size() - 1)));
  }

  private static Optional<LibraryFile> loadable(LibrarySearch search, Optional<LibraryFile> file) {
    return file.filter(each -> each.isSound() && search.unmetNeed(each).isEmpty());
  }

  /** The graphics processors of HSA. */
  HsaAgents agents() {
    return hsa.isPresent() ? HsaAgents.of(hsa.get()) : new HsaAgents(List.of());
  }

  /** The version of HIP, {@code 6.3.42134}, whose first two numbers are those of ROCm. */
  Optional<String> hipVersion() {
    Optional<String> number = Asked.value(hip, "hipRuntimeGetVersion", "version");
    return number.isPresent() ? VersionNumbers.hip(Long.parseLong(number.get())) : Optional.empty();
  }

  /** The devices that HIP gives a program; empty where it was not heard. */
  Optional<List<HipDevice>> hipDevices() {
    if (Asked.value(hip, "hipGetDeviceCount", "count").isEmpty()) {
      // Where variables hide all devices HIP refuses with a code instead of counting none.
      boolean none = Asked.status(hip, "hipGetDeviceCount").orElse(0L) == HipDevice.NO_DEVICE;
      return none ? Optional.of(List.of()) : Optional.empty();
    }
    return Optional.of(HipDevice.list(hip.orElseThrow()));
  }

  /** The device of HIP at an address. */
  Optional<HipDevice> hipDevice(FactRecord device) {
    for (HipDevice each : hipDevices().orElse(List.of())) {
      if (device.text("pci_address").filter(each.address()::equals).isPresent()) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
