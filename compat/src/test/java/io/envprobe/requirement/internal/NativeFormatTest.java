package io.envprobe.requirement.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.ElfSample;
import io.envprobe.artifact.MemoryInputs;
import io.envprobe.host.Inputs;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Native files that are only half there. */
final class NativeFormatTest {
  private static List<Candidate> read(byte[] content) throws RequirementException {
    return RequirementFormats.read(Source.of("a.so", new MemoryInputs().file("a.so", content)));
  }

  @Test
  void aFileThatIsCutBeforeWhatItNeedsIsRefusedAtAPlaceInIt() throws RequirementException {
    byte[] whole = new ElfSample().needs("libz.so.1").bytes();
    assertEquals(1, read(whole).size());
    byte[] cut = Arrays.copyOf(whole, 100);
    RequirementException refusal = assertThrows(RequirementException.class, () -> read(cut));
    assertTrue(refusal.reason().contains("program headers"), refusal.reason());
    assertTrue(refusal.span().offset() <= cut.length, refusal.render());
  }

  @Test
  void codeForGraphicsProcessorsByItselfIsRead() throws RequirementException {
    byte[] text =
        ".version 9.0\n.target sm_90\n.address_size 64\n".getBytes(StandardCharsets.UTF_8);
    Inputs inputs = new MemoryInputs().file("k.ptx", text);
    Condition condition =
        RequirementFormats.read(Source.of("k.ptx", inputs)).get(0).requirement().condition();
    assertTrue(condition.toString().contains("bare=true"), condition.toString());
  }
}
