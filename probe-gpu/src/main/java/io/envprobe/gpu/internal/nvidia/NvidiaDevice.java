package io.envprobe.gpu.internal.nvidia;

import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.fact.FactRecord;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An NVIDIA device, as files show it and libraries answer.
 *
 * @param address on the PCI bus, {@code 0000:65:00.0}; empty for one that is on none
 * @param model as the driver names it
 * @param capability by the table of models, or as a library answered
 * @param driver the kernel driver that holds it
 * @param node its device file, {@code /dev/nvidia0}
 * @param access what this process may do with that file, as {@link Request.Access} has it, or
 *     {@code missing}
 * @param instances the MIG instances that it is divided into, as files show them
 * @param divided whether MIG is on, as a library answered
 * @param memory in MiB
 * @param visible whether a program that is started here is given it
 * @param problem the code with which a library refused to tell of it
 */
record NvidiaDevice(
    String address,
    Optional<String> model,
    Optional<ComputeCapability> capability,
    Optional<String> driver,
    Optional<String> node,
    Optional<String> access,
    int instances,
    Optional<Boolean> divided,
    Optional<Long> memory,
    Optional<Boolean> visible,
    Optional<String> problem) {
  private static final String CAPABILITIES = "/proc/driver/nvidia/capabilities/gpu";

  /** Reads what the kernel driver says of a device: lines {@code Model: \t NVIDIA H100}. */
  static NvidiaDevice of(Host host, String address, Map<String, String> information) {
    Optional<String> model =
        Optional.ofNullable(information.get("Model")).filter(NvidiaDevice::isName);
    Optional<String> minor = Optional.ofNullable(information.get("Device Minor"));
    Optional<String> node = minor.map(number -> "/dev/nvidia" + number);
    return new NvidiaDevice(
        address,
        model,
        model.flatMap(ComputeCapability::ofModel),
        Optional.of("nvidia"),
        node,
        node.map(path -> access(host, path)),
        minor.isPresent() ? instances(host, minor.get()) : 0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A device of which files tell no more than where it is. */
  static NvidiaDevice at(String address, Optional<String> model, Optional<String> driver) {
    return new NvidiaDevice(
        address,
        model,
        model.flatMap(ComputeCapability::ofModel),
        driver,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A device as a library tells of it. */
  static NvidiaDevice answered(
      String address,
      Optional<String> model,
      Optional<ComputeCapability> capability,
      Optional<Long> memory,
      int instances,
      Optional<Boolean> divided,
      Optional<String> problem) {
    return new NvidiaDevice(
        address,
        model,
        capability,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        instances,
        divided,
        memory,
        Optional.empty(),
        problem);
  }

  /** This device with what a library tells of it, which outranks the table of models. */
  NvidiaDevice with(NvidiaDevice answer) {
    return new NvidiaDevice(
        address.isEmpty() ? answer.address : address,
        answer.model.or(() -> model),
        answer.capability.or(() -> capability),
        driver,
        node,
        access,
        Math.max(instances, answer.instances),
        answer.divided.or(() -> divided),
        answer.memory.or(() -> memory),
        visible,
        answer.problem.or(() -> problem));
  }

  /** This device as one that a program is given, or is not. */
  NvidiaDevice shown(boolean given) {
    return new NvidiaDevice(
        address,
        model,
        capability,
        driver,
        node,
        access,
        instances,
        divided,
        memory,
        Optional.of(given),
        problem);
  }

  private static boolean isName(String model) {
    return !model.isEmpty() && !model.equals("Unknown");
  }

  static String access(Host host, String path) {
    Outcome<String> access = host.answer(new Request.Access(path));
    if (access instanceof Outcome.Answer<String> answer) {
      return answer.value();
    }
    return access.isNotFound() ? "missing" : "unknown";
  }

  /** The compute instances of all GPU instances. */
  private static int instances(Host host, String minor) {
    String directory = CAPABILITIES + minor + "/mig";
    int count = 0;
    for (String gpuInstance : names(host, directory, "gi")) {
      count += names(host, directory + "/" + gpuInstance, "ci").size();
    }
    return count;
  }

  private static List<String> names(Host host, String directory, String prefix) {
    return host.list(directory).answer().orElse(List.of()).stream()
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  FactRecord record(int index) {
    return FactRecord.builder()
        .put("index", (long) index)
        .put("name", model)
        .put("architecture", capability.flatMap(ComputeCapability::architecture))
        .put("compute_capability", capability.map(ComputeCapability::toString))
        .put("families", capability.map(ComputeCapability::families))
        .put("driver", driver)
        .put("memory_mib", memory)
        .put("mig", instances > 0 ? Optional.of(true) : divided)
        .put("mig_instances", instances > 0 ? Optional.of((long) instances) : Optional.empty())
        .put("pci_address", address.isEmpty() ? Optional.empty() : Optional.of(address))
        .put("node", node)
        .put("access", access)
        .put("visible", visible)
        .put("problem", problem)
        .build();
  }
}
