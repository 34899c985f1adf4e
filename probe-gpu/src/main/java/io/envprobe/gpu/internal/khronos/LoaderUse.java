package io.envprobe.gpu.internal.khronos;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Origin;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.gpu.internal.Obstacle;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A loader with its registered drivers, and whether programs can use it.
 *
 * @param subject {@code opencl}
 * @param library the loader's SONAME
 * @param loader what a program gets for it
 * @param asked what it answered; empty where there was nothing to ask
 */
record LoaderUse(
    String subject,
    String library,
    Optional<LibraryFile> loader,
    List<RegisteredDriver> drivers,
    Optional<Asked> asked) {

  /** Whether it makes sense to ask: a loader that works, and a driver that it can use. */
  static boolean isWorthAsking(Optional<LibraryFile> loader, List<RegisteredDriver> drivers) {
    boolean driver = false;
    for (RegisteredDriver each : drivers) {
      driver |= each.isSound();
    }
    return driver && loader.isPresent() && loader.get().isSound();
  }

  /**
   * Whether programs can use it.
   *
   * @param step the call that starts it
   * @param devices how many devices it offers, of any kind; empty where it did not answer
   */
  Fact<Boolean> usable(
      ProbeSession session, FactKey<Boolean> key, String step, Optional<Long> devices) {
    if (asked.isPresent()) {
      asked.get().recordBreak(session, subject);
    }
    if (devices.orElse(0L) > 0) {
      return Fact.observed(key, true, new Evidence("call", step, devices.get() + " devices"));
    }
    if (loader.isEmpty() && drivers.isEmpty()) {
      return Fact.absent(key, Evidence.file(library, ""));
    }
    if (loader.isPresent() && loader.get().cause().isPresent()) {
      return Fact.unknown(
          key,
          loader.get().cause().get(),
          loader.get().path() + " " + loader.get().problem(),
          Evidence.file(loader.get().path(), ""));
    }
    List<Obstacle> obstacles = obstacles(step, devices);
    boolean certain = false;
    for (Obstacle obstacle : obstacles) {
      certain |= obstacle.certain();
      session.add(obstacle.finding(subject));
    }
    if (certain) {
      return Obstacle.unusable(
          key, obstacles, asked.isPresent() ? Origin.OBSERVED : Origin.DERIVED);
    }
    return asked.isPresent()
        ? asked.get().silence(step, "count").fact(key)
        : Fact.unknown(key, UnknownCause.NOT_PROBED, "the loader was not asked");
  }

  private List<Obstacle> obstacles(String step, Optional<Long> devices) {
    List<Obstacle> obstacles = new ArrayList<>();
    boolean driver = false;
    for (RegisteredDriver each : drivers) {
      driver |= each.isSound() || each.isUnread();
    }
    if (loader.isEmpty()) {
      obstacles.add(
          Obstacle.certain(
              "no-loader",
              "drivers are registered, but the loader " + library + " is nowhere",
              "install the loader",
              Evidence.file(library, "")));
    } else if (!loader.get().isSound()) {
      obstacles.add(
          Obstacle.certain(
              "broken-library",
              loader.get().path() + ": " + loader.get().problem(),
              "install the loader anew",
              Evidence.file(loader.get().path(), "")));
    }
    for (RegisteredDriver each : drivers) {
      if (!each.isSound()) {
        String name = each.library().isEmpty() ? each.file() : each.library();
        obstacles.add(
            new Obstacle(
                "broken-driver",
                name + ": " + each.problem(),
                "install the driver, or remove " + each.file(),
                !driver,
                Evidence.file(each.file(), each.library())));
      }
    }
    if (loader.isPresent() && drivers.isEmpty()) {
      obstacles.add(
          Obstacle.certain(
              "no-driver",
              "the loader is there, but no driver is registered",
              "install a driver for your device",
              Evidence.file(loader.get().path(), "")));
    }
    Optional<Long> status = Asked.status(asked, step);
    if (status.isPresent() && status.get() != 0) {
      obstacles.add(0, Obstacle.answered(subject, step, status.get()));
    } else if (devices.isPresent()) {
      obstacles.add(
          0,
          Obstacle.certain(
              "no-device",
              "the loader offers no device",
              "install a driver for your device",
              new Evidence("call", step, "0 devices")));
    }
    return obstacles;
  }
}
