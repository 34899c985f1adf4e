package io.envprobe.gpu.internal.nvidia;

import io.envprobe.fact.Evidence;
import io.envprobe.gpu.internal.Obstacle;
import io.envprobe.gpu.internal.nvidia.UserDriver.Found;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.version.VersionSchemes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What files show of why programs cannot use NVIDIA devices, worst first. */
final class DriverObstacles {
  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
  private static final String INSTALL =
      "install the NVIDIA driver where there is a device; programs are built without one";

  private final Host host;
  private final KernelDriver kernel;
  private final UserDriver user;
  private final NvidiaDevices devices;
  private final List<Obstacle> obstacles = new ArrayList<>();

  private DriverObstacles(Host host, KernelDriver kernel, UserDriver user, NvidiaDevices devices) {
    this.host = host;
    this.kernel = kernel;
    this.user = user;
    this.devices = devices;
  }

  static List<Obstacle> of(Host host, KernelDriver kernel, UserDriver user, NvidiaDevices devices) {
    DriverObstacles all = new DriverObstacles(host, kernel, user, devices);
    all.kernelPart();
    all.userPart();
    all.mismatch();
    all.access();
    all.variable();
    return List.copyOf(all.obstacles);
  }

  private void kernelPart() {
    if (kernel.isPresent() || !kernel.release().isAbsent()) {
      return;
    }
    if (devices.isAny()) {
      String held = devices.devices().get(0).driver().orElse("no driver");
      obstacles.add(
          Obstacle.certain(
              "no-kernel-driver",
              "there is an NVIDIA device, but not NVIDIA's kernel driver; " + held + " holds it",
              "install the NVIDIA driver, or load its module: modprobe nvidia",
              Evidence.file(KernelDriver.MODULE_FILE, "")));
    } else if (user.isAny() && !onlyStubs()) {
      obstacles.add(
          Obstacle.certain(
              "no-kernel-driver",
              "libcuda is there, but no NVIDIA kernel driver",
              "run this where an NVIDIA driver is loaded; a container needs the machine's own",
              Evidence.file(KernelDriver.MODULE_FILE, "")));
    }
  }

  private void userPart() {
    Optional<Found> picked = user.picked(UserDriver.CUDA);
    if (picked.isPresent()) {
      broken(picked.get());
      return;
    }
    Optional<Found> beside = user.beside(UserDriver.CUDA);
    if (beside.isPresent()) {
      String path = beside.get().file().path();
      obstacles.add(
          Obstacle.certain(
              "not-on-loader-path",
              path + " is there, but the loader does not look there",
              "add its directory to LD_LIBRARY_PATH, or to /etc/ld.so.conf.d and run ldconfig",
              Evidence.file(path, "")));
      return;
    }
    for (Found each : user.found()) {
      if (each.name().startsWith("libcuda.so")) {
        broken(each);
        if (each.isSound() && !each.isStub()) {
          obstacles.add(
              Obstacle.certain(
                  "no-soname",
                  "only " + each.file().path() + " is there, and programs ask for libcuda.so.1",
                  "run ldconfig, or install the driver's libraries anew",
                  Evidence.file(each.file().path(), "")));
        }
        return;
      }
    }
    if (kernel.isPresent()) {
      obstacles.add(
          Obstacle.certain(
              "no-user-driver",
              "NVIDIA's kernel driver is loaded, but libcuda.so.1 is nowhere",
              "in a container use the NVIDIA runtime (--gpus all) with the capability compute;"
                  + " otherwise install the driver's libraries",
              Evidence.file(UserDriver.CUDA, "")));
    }
  }

  private boolean onlyStubs() {
    for (Found each : user.found()) {
      if (each.name().startsWith("libcuda.so") && !each.isStub()) {
        return false;
      }
    }
    return true;
  }

  private void broken(Found library) {
    Evidence evidence = Evidence.file(library.file().path(), library.problem());
    if (library.isStub()) {
      obstacles.add(
          Obstacle.certain(
              "34 CUDA_ERROR_STUB_LIBRARY",
              (library.byLoader() ? "the loader takes" : "of libcuda there is only")
                  + " the toolkit's stub, which is no driver",
              library.byLoader()
                  ? "take the directory stubs off LD_LIBRARY_PATH; " + INSTALL
                  : INSTALL,
              evidence));
    } else if (!library.isSound()) {
      obstacles.add(
          Obstacle.certain(
              "broken-library",
              library.file().path() + ": " + library.problem(),
              "install the driver's libraries anew, in the architecture of the system",
              evidence));
    }
  }

  /** A newer user part from a compatibility package is meant to differ. */
  private void mismatch() {
    Optional<Found> picked = user.picked(UserDriver.CUDA);
    Optional<String> release = kernel.release().asOptional();
    if (picked.isEmpty() || release.isEmpty() || picked.get().release().isEmpty()) {
      return;
    }
    String own = picked.get().release();
    int order = VersionSchemes.LENIENT.compare(own, release.get());
    boolean meant = picked.get().isCompat() && order > 0;
    if (order != 0 && !meant) {
      obstacles.add(
          Obstacle.certain(
              "803 CUDA_ERROR_SYSTEM_DRIVER_MISMATCH",
              "libcuda is of release " + own + ", and the kernel driver of " + release.get(),
              picked.get().isCompat()
                  ? "take the directory compat off LD_LIBRARY_PATH: the driver is newer"
                  : "reboot, or reload the kernel modules, after a change of the driver",
              Evidence.file(picked.get().file().realPath(), own)));
    }
  }

  private void access() {
    int denied = 0;
    Optional<NvidiaDevice> first = Optional.empty();
    for (NvidiaDevice device : devices.devices()) {
      String access = device.access().orElse("rw");
      if (access.equals("r") || access.equals("none")) {
        denied++;
        first = first.isEmpty() ? Optional.of(device) : first;
      }
      if (access.equals("missing")) {
        obstacles.add(
            Obstacle.likely(
                "no-device-file",
                device.node().orElse("") + " is missing",
                "hand the device into the container, or run nvidia-modprobe",
                Evidence.file(device.node().orElse(""), "")));
      }
    }
    if (first.isPresent()) {
      String node = first.get().node().orElse("");
      String meaning = "this user may not read and write " + node;
      String remedy = "add the user to the group of " + node + ", or correct its permissions";
      Evidence evidence = Evidence.file(node, first.get().access().orElse(""));
      obstacles.add(
          new Obstacle(
              "no-permission", meaning, remedy, denied == devices.devices().size(), evidence));
    }
  }

  private void variable() {
    if (host.variable(VISIBLE) instanceof Outcome.Answer<String> answer) {
      String value = answer.value().strip();
      boolean none = value.isEmpty() || value.startsWith("-1") || value.equals("NoDevFiles");
      if (none && kernel.isPresent()) {
        obstacles.add(
            Obstacle.certain(
                "100 CUDA_ERROR_NO_DEVICE",
                VISIBLE + " gives programs no device",
                "unset " + VISIBLE,
                Evidence.variable(VISIBLE, answer.value())));
      }
    }
  }
}
