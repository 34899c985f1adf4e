/** The marker language and the tag vocabularies: pure functions of a profile. */
module io.envprobe.markers {
  requires transitive io.envprobe.core;
  requires static org.jspecify;

  exports io.envprobe.marker;
  exports io.envprobe.tag;
  exports io.envprobe.tag.platform;
  exports io.envprobe.tag.python;

  uses io.envprobe.tag.Vocabulary;
}
