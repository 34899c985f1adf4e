package io.envprobe.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes of Slurm in every form that its commands print. */
class SlurmInputTest {
  @Test
  void nodesOfSlurmAreCountedByTheirRanges() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            FleetFixture.question(0, "x86_64_level >= '3'", "cuda_compute_capability >= '9.0'"),
            "# slurm.conf\n"
                + "NodeName=cpu[001-100,200] Feature=x86-64-v3,haswell\n"
                + "NodeName=gpu[1-2]x[0-3],login Arch=x86_64 ActiveFeatures=x86-64-v4,cc90 OS=Linux"
                + " 5.14.0 #1 SMP\n"
                + "NodeName=bad[9-1] Feature=x86-64-v2\n");
    List<FleetReport.Share> shares = read.report().shares();
    assertEquals(110, shares.get(0).compatible());
    assertEquals(9, shares.get(1).compatible());
    assertEquals(101, shares.get(1).undetermined());
    assertEquals(1, read.intake().damaged());
  }

  @Test
  void aNodeOverManyLinesIsOneNode() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            FleetFixture.question(
                0, "cpu_arch == 'x86_64'", "kernel_version >= '5.14'", "gpu_count >= '4'"),
            "NodeName=gpu01 Arch=x86_64 CoresPerSocket=32\n"
                + "   CPUAlloc=0 CPUEfctv=64 CPUTot=64 CPULoad=0.10\n"
                + "   AvailableFeatures=a100,avx2\n"
                + "   ActiveFeatures=a100,avx2\n"
                + "   Gres=gpu:a100:4(S:0-1)\n"
                + "   OS=Linux 5.14.0-427.el9.x86_64 #1 SMP PREEMPT_DYNAMIC\n"
                + "   RealMemory=515000 AllocMem=0\n"
                + "\n"
                + "NodeName=cpu01 Arch=aarch64\n"
                + "   ActiveFeatures=(null)\n"
                + "   Gres=(null)\n");
    assertEquals(List.of(1L, 1L, 0L), read.share(0));
    assertEquals(List.of(1L, 0L, 1L), read.share(1));
    assertEquals(List.of(1L, 0L, 1L), read.share(2));
    assertEquals("gpu.count", read.intake().columns().get("Gres"));
  }

  @Test
  void theModelOfADeviceTellsItsCapability() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            FleetFixture.question(0, "cuda_compute_capability >= '8.0'"),
            "NodeName=a[1-2] Gres=gpu:a100:4\nNodeName=b Gres=gpu:v100:2\nNodeName=c Gres=gpu:8\n");
    assertEquals(List.of(2L, 1L, 1L), read.share(0));
  }

  @Test
  void aTableOfSinfoCountsANodeOfTwoPartitionsOnce() throws IOException {
    FleetQuestion question = FleetFixture.question(0, "x86_64_level >= '3'", "gpu_count >= '2'");
    FleetFixture read =
        FleetFixture.read(
            question,
            "NODELIST   NODES PARTITION AVAIL_FEATURES  GRES\n"
                + "n[01-04]   4     batch*    x86-64-v3       (null)\n"
                + "n[01-04]   4     long      x86-64-v3       (null)\n"
                + "g1         1     gpu       x86-64-v4,a100  gpu:a100:2\n"
                + "broken\n");
    assertEquals(List.of(5L, 0L, 0L), read.share(0));
    assertEquals(List.of(1L, 0L, 4L), read.share(1));
    assertEquals("input:5", read.intake().damages().get(0).place());
    FleetFixture barred =
        FleetFixture.read(question, "NODES|AVAIL_FEATURES|GRES\n12|x86-64-v2|\n3||gpu:2\n");
    assertEquals(List.of(0L, 12L, 3L), barred.share(0));
  }

  @Test
  void theJsonOfScontrolAndSinfoSaysTheSame() throws IOException {
    FleetQuestion question = FleetFixture.question(0, "x86_64_level >= '3'");
    FleetFixture nodes =
        FleetFixture.read(
            question,
            "{\n"
                + " \"nodes\": [{\"architecture\": \"x86_64\", \"name\": \"n1\", \"features\":"
                + " [\"x86-64-v3\"], \"active_features\": [\"x86-64-v2\"]}, {\"name\": \"n2\","
                + " \"features\": []}]}");
    assertEquals(List.of(0L, 1L, 1L), nodes.share(0));
    FleetFixture sinfo =
        FleetFixture.read(
            question,
            "{\"meta\": {\"slurm\": {}}, \"sinfo\": [{\"nodes\": {\"total\": 3, \"nodes\": [\"a\","
                + " \"b\", \"c\"]}, \"features\": {\"total\": \"x86-64-v4\", \"active\":"
                + " \"x86-64-v4\"}}]}");
    assertEquals(List.of(3L, 0L, 0L), sinfo.share(0));
  }
}
