package io.envprobe.gpu.internal.nvidia;

import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.accelerator.VendorCode;
import io.envprobe.accelerator.VersionNumbers;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.gpu.internal.Conversations;
import io.envprobe.gpu.internal.Conversations.Question;
import io.envprobe.gpu.internal.nvidia.UserDriver.Found;
import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What NVIDIA's libraries answered, each in a process of its own.
 *
 * @param management the management library's answer; it looks past {@code CUDA_VISIBLE_DEVICES}
 * @param cuda what libcuda answers to a program that is started here
 * @param unrestricted the same without {@code CUDA_VISIBLE_DEVICES}, where that is set
 */
record DriverAnswers(
    Optional<Asked> management, Optional<Asked> cuda, Optional<Asked> unrestricted) {
  /** Nobody was asked. */
  static final DriverAnswers NONE =
      new DriverAnswers(Optional.empty(), Optional.empty(), Optional.empty());

  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
  private static final String CAPABILITY = "nvmlDeviceGetCudaComputeCapability";
  private static final long MEBIBYTE = 1 << 20;

  /** Asks the libraries that a program would get, side by side. */
  static DriverAnswers ask(Host host, Optional<Found> management, Optional<Found> cuda) {
    if (management.isEmpty() && cuda.isEmpty()) {
      return NONE;
    }
    List<Question> questions = new ArrayList<>();
    if (management.isPresent()) {
      questions.add(new Question(management.get().file(), VendorCalls.NVML, false));
    }
    if (cuda.isPresent()) {
      questions.add(new Question(cuda.get().file(), VendorCalls.CUDA, false));
      if (host.variable(VISIBLE) instanceof Outcome.Answer<String>) {
        questions.add(new Question(cuda.get().file(), VendorCalls.CUDA, true));
      }
    }
    List<Outcome<Transcript>> outcomes = Conversations.ask(host, questions);
    List<Asked> answered = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      answered.add(new Asked(questions.get(i).library(), outcomes.get(i)));
    }
    int first = management.isPresent() ? 1 : 0;
    return new DriverAnswers(
        management.isPresent() ? Optional.of(answered.get(0)) : Optional.empty(),
        cuda.isPresent() ? Optional.of(answered.get(first)) : Optional.empty(),
        answered.size() > first + 1 ? Optional.of(answered.get(first + 1)) : Optional.empty());
  }

  /** The CUDA version that libcuda offers; it outranks what the management library says. */
  Optional<String> cudaVersion() {
    Optional<String> version = version(cuda, "cuDriverGetVersion");
    return version.isPresent() ? version : version(management, "nvmlSystemGetCudaDriverVersion_v2");
  }

  private static Optional<String> version(Optional<Asked> answered, String step) {
    Optional<String> number = Asked.value(answered, step, "version");
    return number.isPresent()
        ? VersionNumbers.cuda(Long.parseLong(number.get()))
        : Optional.empty();
  }

  Optional<String> release() {
    Optional<String> release = Asked.value(management, "nvmlSystemGetDriverVersion", "driver");
    return release.isPresent() && KernelDriver.isRelease(release.get())
        ? release
        : Optional.empty();
  }

  /** How many devices a program is given; empty where that was not answered. */
  Optional<Long> visibleCount() {
    Optional<String> count = Asked.value(cuda, "cuDeviceGetCount", "count");
    return count.isPresent() ? Optional.of(Long.parseLong(count.get())) : Optional.empty();
  }

  /** The devices of the machine, by the library that tells most. */
  List<NvidiaDevice> devices() {
    List<NvidiaDevice> all = management.isPresent() ? managed(management.get()) : List.of();
    if (!all.isEmpty()) {
      return all;
    }
    List<NvidiaDevice> unseen =
        unrestricted.isPresent() ? computing(unrestricted.get()) : List.of();
    return unseen.isEmpty() ? visible() : unseen;
  }

  /** The devices that a program is given. */
  List<NvidiaDevice> visible() {
    return cuda.isPresent() ? computing(cuda.get()) : List.of();
  }

  private static List<NvidiaDevice> managed(Asked answered) {
    Map<Integer, NvidiaDevice> devices = new TreeMap<>();
    for (Transcript.Step step : answered.steps("nvmlDeviceGetHandleByIndex_v2")) {
      String round = step.index();
      NvidiaDevice device =
          NvidiaDevice.answered(
              address(answered.value("nvmlDeviceGetPciInfo_v3", round, "bus").orElse("")),
              answered.value("nvmlDeviceGetName", round, "name"),
              capability(
                  answered.value(CAPABILITY, round, "major"),
                  answered.value(CAPABILITY, round, "minor")),
              answered
                  .value("nvmlDeviceGetMemoryInfo", round, "memory")
                  .map(bytes -> Long.parseLong(bytes) / MEBIBYTE),
              instances(answered, round),
              answered.value("nvmlDeviceGetMigMode", round, "mig").map("1"::equals),
              step.succeeded()
                  ? Optional.empty()
                  : step.status().map(code -> problem("nvml", code)));
      devices.put(number(round), device);
    }
    return new ArrayList<>(devices.values());
  }

  private static List<NvidiaDevice> computing(Asked answered) {
    Map<Integer, NvidiaDevice> devices = new TreeMap<>();
    for (Transcript.Step step : answered.steps("cuDeviceGet")) {
      String round = step.index();
      devices.put(
          number(round),
          NvidiaDevice.answered(
              address(answered.value("cuDeviceGetPCIBusId", round, "bus").orElse("")),
              answered.value("cuDeviceGetName", round, "name"),
              capability(
                  answered.value("major", round, "major"), answered.value("minor", round, "minor")),
              answered
                  .value("cuDeviceTotalMem_v2", round, "memory")
                  .map(bytes -> Long.parseLong(bytes) / MEBIBYTE),
              0,
              Optional.empty(),
              step.succeeded()
                  ? Optional.empty()
                  : step.status().map(code -> problem("cuda", code))));
    }
    return new ArrayList<>(devices.values());
  }

  private static String problem(String library, long code) {
    return code + VendorCode.of(library, code).map(each -> " " + each.name()).orElse("");
  }

  private static Optional<ComputeCapability> capability(
      Optional<String> major, Optional<String> minor) {
    return major.isPresent() && minor.isPresent()
        ? ComputeCapability.parse(major.get() + "." + minor.get())
        : Optional.empty();
  }

  /** As the kernel writes it; libraries write the domain with eight digits, or in capitals. */
  private static String address(String bus) {
    String address = bus.toLowerCase(Locale.ROOT);
    return address.indexOf(':') == 8 ? address.substring(4) : address;
  }

  private static int instances(Asked answered, String round) {
    int count = 0;
    for (Transcript.Step step : answered.steps("nvmlDeviceGetMigDeviceHandleByIndex")) {
      count += step.succeeded() && step.index().startsWith(round + ".") ? 1 : 0;
    }
    return count;
  }

  private static int number(String round) {
    return round.isEmpty() || round.length() > 4 || round.indexOf('.') >= 0
        ? 0
        : Integer.parseInt(round);
  }
}
