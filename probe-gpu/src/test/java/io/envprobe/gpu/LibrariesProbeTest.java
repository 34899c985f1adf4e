package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.accelerator.Cudnn;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.probe.Profiler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibrariesProbeTest {
  private static final String LIBRARIES = "/usr/lib/x86_64-linux-gnu";
  private static final String PACKAGES = "/opt/venv/lib/python3.12/site-packages";

  @TempDir Path root;

  private Machine machine() {
    return Machine.in(root);
  }

  private static Profile look(Machine machine) {
    FactKey<?>[] keys = {
      CudaFacts.CUDA_TOOLKITS,
      CudaFacts.CUDA_RUNTIMES,
      CudaFacts.CUDA_LIBRARIES,
      CudaFacts.CUDNN_VERSION,
      CudaFacts.CUDNN_USABLE,
      CudaFacts.CUDNN_INSTALLATIONS,
      CudaFacts.NCCL_VERSION
    };
    Profile python =
        new Profile(
            List.of(Fact.observed(PythonFacts.PYTHON_PATH, "/opt/venv/bin/python")),
            List.of(),
            Map.of());
    return new Profiler(new GpuProbes().probes())
        .profile(machine.host(), Set.of(keys), python, Duration.ofSeconds(20));
  }

  /** cuDNN of a release in a directory, with all its parts but those that are left out. */
  private static Machine cudnn(Machine machine, String directory, String release, String... less) {
    machine.library(directory + "/libcudnn.so." + release);
    machine.link(directory + "/libcudnn.so.9", "libcudnn.so." + release);
    for (String part : Cudnn.parts(9, false)) {
      if (!List.of(less).contains(part)) {
        String name = "libcudnn_" + part + ".so.";
        machine.library(directory + "/" + name + release);
        machine.link(directory + "/" + name + "9", name + release);
      }
    }
    return machine;
  }

  @Test
  void nothingIsInstalled() {
    Profile profile = look(machine());
    assertEquals("absent", Machine.value(profile, CudaFacts.CUDNN_VERSION));
    assertEquals("absent", Machine.value(profile, CudaFacts.CUDA_LIBRARIES));
    assertTrue(profile.fact(CudaFacts.CUDNN_VERSION).evidence().size() > 3);
  }

  @Test
  void aCompleteCudnnTellsItsVersion() {
    Profile profile = look(cudnn(machine(), LIBRARIES, "9.1.0"));
    assertEquals("9.1.0", Machine.value(profile, CudaFacts.CUDNN_VERSION));
    assertEquals("true", Machine.value(profile, CudaFacts.CUDNN_USABLE));
    FactRecord record = Machine.records(profile, CudaFacts.CUDNN_INSTALLATIONS).get(0);
    assertTrue(record.isTrue("found_by_loader"));
  }

  @Test
  void aMissingPartMakesCudnnUnusable() {
    Profile profile =
        look(cudnn(machine(), LIBRARIES, "9.1.0", "heuristic", "engines_precompiled"));
    assertEquals("9.1.0", Machine.value(profile, CudaFacts.CUDNN_VERSION));
    assertEquals("false", Machine.value(profile, CudaFacts.CUDNN_USABLE));
    assertTrue(profile.findings().get(0).message().contains("heuristic, engines_precompiled"));
  }

  @Test
  void whereAllIsCompiledAtRunTimeFewerPartsSuffice() {
    Machine machine =
        cudnn(
            machine(), LIBRARIES, "9.1.0", "ops", "cnn", "adv", "heuristic", "engines_precompiled");
    machine.variable("CUDNN_LIB_CONFIG", "GRAPH_JIT_ONLY");
    assertEquals("true", Machine.value(look(machine), CudaFacts.CUDNN_USABLE));
  }

  @Test
  void partsOfAnotherVersionAreNamed() {
    Machine machine = cudnn(machine(), LIBRARIES, "9.1.0", "ops");
    machine.library(LIBRARIES + "/libcudnn_ops.so.9.8.0");
    machine.link(LIBRARIES + "/libcudnn_ops.so.9", "libcudnn_ops.so.9.8.0");
    Profile profile = look(machine);
    assertEquals("false", Machine.value(profile, CudaFacts.CUDNN_USABLE));
    assertTrue(profile.findings().get(0).message().contains("ops (9.8.0)"));
  }

  @Test
  void aPartThatCannotBeLoadedIsAMissingOne() {
    for (byte[] broken : List.of(new byte[0], new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1})) {
      Machine machine = cudnn(machine(), LIBRARIES, "9.1.0");
      machine.file(LIBRARIES + "/libcudnn_adv.so.9.1.0", broken);
      Profile profile = look(machine);
      assertEquals("false", Machine.value(profile, CudaFacts.CUDNN_USABLE));
      String message = profile.findings().get(0).message();
      assertTrue(message.contains("adv ("), message);
    }
  }

  @Test
  void aToolkitWhoseVersionNoFileTellsIsThere() {
    Machine machine = machine().text("/usr/local/cuda-12.6/bin/nvcc", "");
    machine.text("/usr/local/cuda-12.6/version.json", "{\"cuda\":");
    FactRecord toolkit = Machine.records(look(machine), CudaFacts.CUDA_TOOLKITS).get(0);
    assertEquals("/usr/local/cuda-12.6", toolkit.text("path").orElse(""));
    assertEquals("unknown", toolkit.text("version").orElse("unknown"));
  }

  @Test
  void twoMajorVersionsSideBySideAreTwoInstallations() {
    Machine machine = cudnn(machine(), LIBRARIES, "9.1.0");
    machine.library(LIBRARIES + "/libcudnn.so.8.9.7");
    machine.link(LIBRARIES + "/libcudnn.so.8", "libcudnn.so.8.9.7");
    Profile profile = look(machine);
    List<FactRecord> found = Machine.records(profile, CudaFacts.CUDNN_INSTALLATIONS);
    assertEquals(
        List.of("8.9.7", "9.1.0"),
        found.stream().map(record -> record.text("version").orElse("")).sorted().toList());
    assertTrue(Machine.rules(profile).contains("cuda.several-copies"));
    assertEquals("9.1.0", Machine.value(profile, CudaFacts.CUDNN_VERSION));
  }

  @Test
  void wheelsTellTheVersionThatTheirFilesDoNot() {
    Machine machine = machine();
    machine.library(PACKAGES + "/nvidia/cudnn/lib/libcudnn.so.9");
    for (String part : Cudnn.parts(9, false)) {
      machine.library(PACKAGES + "/nvidia/cudnn/lib/libcudnn_" + part + ".so.9");
    }
    machine.text(PACKAGES + "/nvidia_cudnn_cu12-9.1.0.70.dist-info/METADATA", "Name: x");
    machine.library(PACKAGES + "/nvidia/cuda_runtime/lib/libcudart.so.12");
    machine.text(PACKAGES + "/nvidia_cuda_runtime_cu12-12.4.127.dist-info/METADATA", "Name: x");
    machine.library(PACKAGES + "/nvidia/cu13/lib/libcudart.so.13");
    machine.text(PACKAGES + "/nvidia_nccl_cu12-2.21.5.dist-info/METADATA", "Name: x");
    machine.library(PACKAGES + "/nvidia/nccl/lib/libnccl.so.2");
    Profile profile = look(machine);
    assertEquals("9.1.0.70", Machine.value(profile, CudaFacts.CUDNN_VERSION));
    assertEquals("true", Machine.value(profile, CudaFacts.CUDNN_USABLE));
    assertEquals("2.21.5", Machine.value(profile, CudaFacts.NCCL_VERSION));
    FactRecord cudnn = Machine.records(profile, CudaFacts.CUDNN_INSTALLATIONS).get(0);
    assertEquals("python", cudnn.text("owner").orElse(""));
    assertEquals("12", cudnn.text("cuda").orElse(""));
    assertFalse(cudnn.isTrue("found_by_loader"));
  }

  @Test
  void runtimesOfTwoMajorVersionsAreBothReported() {
    Machine machine = machine();
    machine.library("/usr/local/cuda-12.4/lib64/libcudart.so.12.4.127");
    machine.link("/usr/local/cuda-12.4/lib64/libcudart.so.12", "libcudart.so.12.4.127");
    machine.library("/usr/local/cuda-13.0/lib64/libcudart.so.13.0.96");
    machine.link("/usr/local/cuda", "cuda-13.0");
    machine.text(
        "/usr/local/cuda-12.4/version.json",
        "{\"cuda\" : {\"name\" : \"CUDA SDK\", \"version\" : \"12.4.1\"}}");
    machine.text("/usr/local/cuda-13.0/include/cuda.h", "#define CUDA_VERSION 13000");
    machine.text("/usr/local/cuda-13.0/bin/nvcc", "");
    machine.text("/usr/local/cuda-10.2/version.txt", "CUDA Version 10.2.89");
    Profile profile = look(machine);
    assertEquals(
        List.of("12.4.127", "13.0.96"),
        Machine.records(profile, CudaFacts.CUDA_RUNTIMES).stream()
            .map(record -> record.text("version").orElse(""))
            .sorted()
            .toList());
    List<FactRecord> toolkits = Machine.records(profile, CudaFacts.CUDA_TOOLKITS);
    assertEquals(
        List.of("10.2.89", "12.4.1", "13.0"),
        toolkits.stream().map(record -> record.text("version").orElse("")).sorted().toList());
    assertEquals(1, toolkits.stream().filter(record -> record.isTrue("compiler")).count());
  }

  @Test
  void condaTellsVersionsByItsMetadata() {
    Machine machine = machine().variable("CONDA_PREFIX", "/opt/conda");
    machine.library("/opt/conda/lib/libnccl.so.2");
    machine.text("/opt/conda/conda-meta/nccl-2.21.5.1-h3a97aeb_0.json", "{}");
    Profile profile = look(machine);
    assertEquals("2.21.5.1", Machine.value(profile, CudaFacts.NCCL_VERSION));
    FactRecord record = Machine.records(profile, CudaFacts.CUDA_LIBRARIES).get(0);
    assertEquals("conda", record.text("owner").orElse(""));
  }

  @Test
  void aHeaderIsNoLibrary() {
    Machine machine = machine().text("/usr/include/cudnn_version.h", "#define CUDNN_MAJOR 9");
    assertEquals("absent", Machine.value(look(machine), CudaFacts.CUDNN_VERSION));
  }

  @Test
  void aVersionThatNoFileTellsIsNotGuessed() {
    Profile profile = look(machine().library(LIBRARIES + "/libnccl.so.2"));
    assertEquals("unknown NOT_PROBED", Machine.value(profile, CudaFacts.NCCL_VERSION));
  }

  @Test
  void directoriesOfModuleSystemsAreSearched() {
    Machine machine = machine().variable("EBROOTCUDNN", "/apps/cudnn");
    cudnn(machine, "/apps/cudnn/lib", "9.5.1");
    assertEquals("9.5.1", Machine.value(look(machine), CudaFacts.CUDNN_VERSION));
  }
}
