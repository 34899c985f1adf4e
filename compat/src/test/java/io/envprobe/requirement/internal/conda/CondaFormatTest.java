package io.envprobe.requirement.internal.conda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Machines;
import io.envprobe.engine.Selection;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.LiveInputs;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CondaFormatTest {
  private static final String INDEX =
      """
      {"info": {"subdir": "linux-64"},
       "packages": {
        "torch-2.4.0-cpu_1.tar.bz2":
         {"name": "torch", "version": "2.4.0", "build": "cpu_1", "build_number": 1, "depends": ["__glibc >=2.17,<3.0.a0"]}},
       "packages.conda": {
        "torch-2.4.0-cuda_2.conda":
         {"name": "torch", "version": "2.4.0", "build": "cuda_2", "build_number": 2, "depends": ["__cuda >=12", "python >=3.11"]},
        "torch-2.10.0-new_0.conda":
         {"name": "torch", "version": "2.10.0", "build": "new_0", "build_number": 0, "depends": ["__glibc >=2.38"]},
        "torch-2.4.0-mac_9.conda":
         {"name": "torch", "version": "2.4.0", "build": "mac_9", "build_number": 9, "subdir": "osx-arm64"},
        "torch-2.3.0-old_0.conda":
         {"name": "torch", "version": "2.3.0", "build": "old_0", "build_number": 0, "subdir": "noarch", "constrains": ["__cuda <11"]}}}
      """;

  @TempDir private Path directory;

  private List<Candidate> read(String text) throws RequirementException, IOException {
    Path file = Files.writeString(directory.resolve("repodata.json"), text);
    return RequirementFormats.read(
        Source.of(file.toString(), new LiveInputs(InputStream.nullInputStream())));
  }

  private static List<String> compatible(Selection selection) {
    return selection.ranked().stream()
        .filter(one -> one.compatibility() == Compatibility.COMPATIBLE)
        .map(one -> one.candidate().name())
        .toList();
  }

  @Test
  void ranksAnIndexAsCondaDoesAndKeepsOutWhatTheMachineCannotRun()
      throws RequirementException, IOException {
    Profile withCuda = Machines.debian12().with(Machines.fact(CudaFacts.CUDA_VERSION, "12.4"));
    assertEquals(
        List.of("torch-2.4.0-cuda_2.conda", "torch-2.4.0-cpu_1.tar.bz2"),
        compatible(Engine.select(read(INDEX), withCuda)));
  }

  @Test
  void aDriverThatIsNotKnownLeavesItUndetermined() throws RequirementException, IOException {
    Candidate cuda =
        read(INDEX).stream().filter(c -> c.name().contains("cuda")).findFirst().orElseThrow();
    Verdict verdict = Engine.check(cuda.requirement(), Machines.debian12());
    assertEquals(Compatibility.UNDETERMINED, verdict.compatibility());
    assertTrue(
        verdict.reasons().get(0).answer().remedy().contains("--set cuda.version"),
        verdict.reasons().toString());
  }

  @Test
  void aVerdictNamesThePlaceTheFactAndWhatWouldHelp() throws RequirementException, IOException {
    Candidate wanted =
        read(INDEX).stream().filter(c -> c.name().contains("new_0")).findFirst().orElseThrow();
    Verdict.Reason reason =
        Engine.check(wanted.requirement(), Machines.debian12()).reasons().get(0);
    assertEquals(
        "\"__glibc >=2.38\"",
        INDEX.substring(reason.span().offset(), reason.span().offset() + reason.span().length()));
    assertEquals("this machine has __glibc=2.36=0", reason.answer().reason());
    assertTrue(reason.answer().remedy().contains("CONDA_OVERRIDE_GLIBC"));
  }

  @Test
  void aSpecificationIsARequirementByItself() throws RequirementException {
    Source text = Source.of("__glibc >=2.28", new LiveInputs(InputStream.nullInputStream()));
    Candidate candidate = RequirementFormats.read(text).get(0);
    assertEquals(
        Compatibility.COMPATIBLE,
        Engine.check(candidate.requirement(), Machines.debian12()).compatibility());
  }

  @Test
  void whatBreaksTheFormatIsAnErrorWithItsPlace() {
    RequirementException type =
        assertThrows(
            RequirementException.class,
            () -> read(INDEX.replace("[\"__cuda >=12\", \"python >=3.11\"]", "7")));
    assertEquals("expected an array, found a number", type.reason());
    RequirementException spec =
        assertThrows(
            RequirementException.class,
            () -> read(INDEX.replace("__cuda >=12", "__cuda >=12||13")));
    assertTrue(spec.span().offset() > 0, spec.getMessage());
    RequirementException syntax =
        assertThrows(RequirementException.class, () -> read(INDEX.replace("[\"__cuda", "[__cuda")));
    assertTrue(syntax.render().contains(":7:"), syntax.render());
  }
}
