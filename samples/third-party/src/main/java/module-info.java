/** A probe and a vocabulary of somebody else. */
module org.example.rack {
  requires io.envprobe.markers;
  requires static org.jspecify;

  provides io.envprobe.probe.ProbeProvider with
      org.example.rack.RackProbe;
  provides io.envprobe.tag.Vocabulary with
      org.example.rack.RackVocabulary;
}
