package io.envprobe.probe;

import java.util.List;

/** The probes of one module; found by {@link java.util.ServiceLoader}. */
public interface ProbeProvider {

  /** All probes of this module. */
  List<Probe> probes();
}
