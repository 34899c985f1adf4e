/** The marker language and the tag vocabularies: pure functions of a profile. */
module io.envprobe.markers {
  requires transitive io.envprobe.core;
  requires static com.google.gson;
  requires static org.jspecify;

  exports io.envprobe.marker;
  exports io.envprobe.tag;
  exports io.envprobe.tag.matchspec;
  exports io.envprobe.tag.nfd;
  exports io.envprobe.tag.platform;
  exports io.envprobe.tag.python;
  exports io.envprobe.tag.variant;
  exports io.envprobe.tag.variant.json;
  exports io.envprobe.tag.variant.provider;

  uses io.envprobe.tag.Vocabulary;
}
