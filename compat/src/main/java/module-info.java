/** What artifacts need and carry, what requirements ask, and whether a machine has it. */
module io.envprobe.compat {
  requires transitive io.envprobe.binaries;
  requires transitive io.envprobe.libs;
  requires transitive io.envprobe.markers;
  requires static com.google.gson;
  requires static org.jspecify;
  requires static org.snakeyaml.engine;

  exports io.envprobe.artifact;
  exports io.envprobe.engine;
  exports io.envprobe.external;
  exports io.envprobe.fleet;
  exports io.envprobe.requirement;

  uses io.envprobe.requirement.RequirementFormat;
}
