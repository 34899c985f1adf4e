/** What artifacts need and carry: wheels, archives, directories and native files. */
module io.envprobe.compat {
  requires transitive io.envprobe.binaries;
  requires transitive io.envprobe.libs;
  requires transitive io.envprobe.markers;
  requires static org.jspecify;

  exports io.envprobe.artifact;
}
