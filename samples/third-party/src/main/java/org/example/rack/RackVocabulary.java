package org.example.rack;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import java.util.List;
import java.util.Set;

/** The label by which a scheduler knows the rack. */
public final class RackVocabulary implements Vocabulary {
  @Override
  public String name() {
    return "rack";
  }

  @Override
  public String title() {
    return "Racks of example.org";
  }

  @Override
  public String specification() {
    return "https://example.org/racks";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(RackProbe.RACK);
  }

  @Override
  public TagSet tags(Profile profile, TagOptions options) {
    List<FactKey<?>> from = List.of(RackProbe.RACK);
    Reading<String> rack = profile.reading(RackProbe.RACK);
    return rack.fold(
        present -> new TagSet("rack", List.of(Tag.of("rack-" + present.value(), from)), List.of()),
        absent -> new TagSet("rack", List.of(), List.of()),
        cause ->
            new TagSet("rack", List.of(), List.of(UnknownTag.of("rack-*", RackProbe.RACK, cause))));
  }
}
