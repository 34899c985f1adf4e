package io.envprobe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.host.LiveInputs;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static Selection select(String... names) throws RequirementException {
    List<Candidate> candidates = new ArrayList<>();
    for (String name : names) {
      Source source = Source.of(name, new LiveInputs(InputStream.nullInputStream()));
      candidates.addAll(RequirementFormats.read(source));
    }
    return Engine.select(candidates, Machines.debian12());
  }

  private static List<String> order(Selection selection) {
    return selection.ranked().stream().map(one -> one.candidate().name()).toList();
  }

  @Test
  void takesTheNewestVersionThenTheBestTagThenTheHighestBuild() throws RequirementException {
    assertEquals(
        List.of(
            "a-2.0-py3-none-any.whl",
            "a-1.0-2-cp311-cp311-manylinux_2_17_x86_64.whl",
            "a-1.0-1-cp311-cp311-manylinux_2_17_x86_64.whl",
            "a-1.0-cp311-cp311-manylinux_2_17_x86_64.whl",
            "a-1.0-py3-none-any.whl",
            "a-3.0-cp312-cp312-win_amd64.whl"),
        order(
            select(
                "a-1.0-py3-none-any.whl",
                "a-1.0-1-cp311-cp311-manylinux_2_17_x86_64.whl",
                "a-3.0-cp312-cp312-win_amd64.whl",
                "a-1.0-cp311-cp311-manylinux_2_17_x86_64.whl",
                "a-1.0-2-cp311-cp311-manylinux_2_17_x86_64.whl",
                "a-2.0-py3-none-any.whl")));
  }

  @Test
  void statesTies() throws RequirementException {
    Selection selection = select("a-1.0-py3-none-any.whl", "a-1.0-py3-none-any.whl");
    assertEquals(1, selection.ties().size());
  }

  @Test
  void saysByWhichCriterionALoserLost() throws RequirementException {
    Selection selection =
        select("a-1.0-py3-none-any.whl", "a-1.0-cp311-cp311-manylinux_2_17_x86_64.whl");
    assertEquals(
        "tag py3-none-any comes after cp311-cp311-manylinux_2_17_x86_64 of"
            + " a-1.0-cp311-cp311-manylinux_2_17_x86_64.whl",
        selection.why(selection.ranked().get(1)));
  }

  @Test
  void choosesNothingWhereNothingFits() throws RequirementException {
    Selection selection = select("a-1.0-cp311-cp311-win_amd64.whl");
    assertTrue(selection.chosen().isEmpty());
    assertEquals(Compatibility.INCOMPATIBLE, selection.compatibility());
  }

  @Test
  void doesNotCompareCandidatesOfTwoProjects() throws RequirementException {
    Selection selection = select("b-1.0-py3-none-any.whl", "a-9.0-py3-none-any.whl");
    assertEquals("b-1.0-py3-none-any.whl", selection.chosen().orElseThrow().candidate().name());
    assertTrue(selection.why(selection.ranked().get(1)).startsWith("nothing compares it"));
  }
}
