package io.envprobe.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes of Kubernetes by their labels. */
class KubernetesInputTest {
  @Test
  void nodesOfKubernetesSayWhatTheirLabelsSayAndNoMore() throws IOException {
    String nodes =
        "{\"apiVersion\":\"v1\",\"items\":["
            + node(
                "amd64",
                "\"feature.node.kubernetes.io/cpu-cpuid.X86_64_V3\":\"true\","
                    + "\"nvidia.com/cuda.runtime.major\":\"12\",\"nvidia.com/cuda.runtime.minor\":\"4\","
                    + "\"nvidia.com/gpu.compute.major\":\"9\",\"nvidia.com/gpu.compute.minor\":\"0\"")
            + ","
            + node("arm64", "\"x\":\"y\"")
            + "],\"kind\":\"List\"}";
    FleetQuestion question =
        FleetFixture.question(
            0, "x86_64_level >= '3'", "cuda_version >= '12.4'", "cpu_arch == 'aarch64'");
    FleetFixture read = FleetFixture.read(question, nodes);
    List<FleetReport.Share> shares = read.report().shares();
    assertEquals(1, shares.get(0).compatible());
    assertEquals(1, shares.get(0).incompatible(), "no level of x86-64 on Arm");
    assertEquals(1, shares.get(1).compatible());
    assertEquals(1, shares.get(1).undetermined());
    assertEquals(1, shares.get(2).compatible());
    FleetFixture broken = FleetFixture.read(question, nodes.substring(0, nodes.length() - 40));
    assertEquals(1, broken.report().machines());
    assertEquals(1, broken.intake().damaged());
  }

  static String node(String arch, String labels) {
    return "{\"metadata\":{\"labels\":{"
        + labels
        + "}},\"status\":{\"nodeInfo\":{\"architecture\":\""
        + arch
        + "\",\"operatingSystem\":\"linux\",\"kernelVersion\":\"5.15.0\"}}}";
  }

  @Test
  void aFlagProvesItselfAndItsAbsenceNothing() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            FleetFixture.question(
                0,
                "'avx512_vnni' in cpu_features",
                "'amx_int8' in cpu_features",
                "'amx_int8' not in cpu_features",
                "'bmi2' in cpu_features"),
            "{\"apiVersion\":\"v1\",\"items\":["
                + node(
                    "amd64",
                    "\"feature.node.kubernetes.io/cpu-cpuid.AVX512VNNI\":\"true\","
                        + "\"feature.node.kubernetes.io/cpu-cpuid.X86_64_V3\":\"true\"")
                + "]}");
    assertEquals(List.of(1L, 0L, 0L), read.share(0));
    assertEquals(List.of(0L, 0L, 1L), read.share(1));
    assertEquals(List.of(0L, 0L, 1L), read.share(2));
    assertEquals(List.of(1L, 0L, 0L), read.share(3), "the level promises it");
    assertEquals(List.of("cpu.features"), read.report().shares().get(1).missing().get(0).cause());
  }

  @Test
  void labelsOfBothMakersOfGraphicsProcessorsAreRead() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            FleetFixture.question(
                0,
                "gpu_count >= '8'",
                "'amd' in gpu_vendors",
                "cuda_driver_version >= '550'",
                "cuda_compute_capability >= '9.0'"),
            "{\"items\":[{\"metadata\":{\"labels\":{\"amd.com/gpu.family\":\"AI\","
                + "\"amd.com/gpu.product-name\":\"AMD_Instinct_MI300X_OAM\"}},"
                + "\"status\":{\"capacity\":{\"amd.com/gpu\":\"8\",\"cpu\":\"192\"}}},"
                + "{\"metadata\":{\"labels\":{\"nvidia.com/gpu.product\":\"NVIDIA-H100-80GB-HBM3\","
                + "\"nvidia.com/gpu.count\":\"4\",\"nvidia.com/cuda.driver-version.full\":\"550.54.15\"}},"
                + "\"status\":{\"capacity\":{\"nvidia.com/gpu\":\"40\"}}}]}");
    assertEquals(List.of(1L, 1L, 0L), read.share(0));
    assertEquals(List.of(1L, 0L, 1L), read.share(1));
    assertEquals(List.of(1L, 0L, 1L), read.share(2));
    assertEquals(List.of(1L, 0L, 1L), read.share(3));
    assertEquals("gpu.count", read.intake().columns().get("nvidia.com/gpu.count"));
  }
}
