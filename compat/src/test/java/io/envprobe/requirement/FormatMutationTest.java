package io.envprobe.requirement;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.ElfSample;
import io.envprobe.artifact.MemoryInputs;
import io.envprobe.artifact.Tars;
import io.envprobe.artifact.Zips;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Machines;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged sources of every format: {@code -Denvprobe.fuzz=N} tries N of them. */
class FormatMutationTest {
  private static final int INPUTS = Integer.getInteger("envprobe.fuzz", 6_000);
  private static final String SYNTAX = "{}[]\",:<>=!&%;'\\ \n\u0000aA09-_.";

  private static Map<String, byte[]> sources() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a-1.dist-info/WHEEL", bytes("Wheel-Version: 1.0\nTag: py3-none-any\n\n"));
    members.put(
        "a-1.dist-info/METADATA", bytes("Requires-Python: >=3.8\nRequires-Dist: numpy>=1\n\n"));
    Map<String, byte[]> sources = new LinkedHashMap<>();
    sources.put("a-1-py3-none-linux_x86_64.whl", Zips.of(members));
    sources.put(
        "index.html",
        bytes(
            "<!DOCTYPE html><html><!-- c --><a href=\"x/a-1.0-py3-none-any.whl#sha256=0\""
                + " data-requires-python=\"&gt;=3.8\" data-yanked>a</a>"
                + "<a href='b-1-1-cp311-abi3-linux_x86_64.whl'>b</a></html>"));
    sources.put(
        "page.json",
        bytes(
            "{\"meta\":{\"api-version\":\"1.0\"},\"files\":[{\"filename\":\"a-1-py3-none-any.whl\","
                + "\"requires-python\":\">=3.8\",\"yanked\":false,\"hashes\":{\"sha256\":\"\\u0041\"}}]}"));
    sources.put(
        "a-1-variants.json",
        bytes(
            "{\"$schema\":\"https://variants-schema.wheelnext.dev/v0.1.1.json\","
                + "\"default-priorities\":{\"namespace\":[\"x86_64\"]},"
                + "\"variants\":{\"null\":{},\"v3\":{\"x86_64\":{\"level\":[\"v3\"]}}}}"));
    sources.put(
        "a.requirement.json",
        bytes(
            "{\"$schema\":\"https://envprobe.io/schema/requirement-1.json\",\"requires\":["
                + "\"glibc_version >= '2.28'\",{\"any\":[{\"fact\":\"cpu.level\",\"at-least\":3},"
                + "{\"not\":{\"library\":\"libz.so.1\"}}]}],\"candidates\":[{\"name\":\"a\","
                + "\"when\":\"os_id == 'debian'\"}],\"preferences\":[{\"order\":[\"a\"]}]}"));
    sources.put(
        "requirements.txt",
        bytes("numpy>=1.0; python_version >= '3.8'\n# c\ntorch[cuda]; os_name == 'posix'\n"));
    containers(sources);
    packages(sources);
    binaries(sources);
    sources.put(
        "b-1.0-linux-x86_64.jar", Zips.of(Map.of("linux-x86_64/b.so", bytes("no library"))));
    sources.put(
        "package.json",
        bytes("{\"name\":\"a\",\"os\":[\"linux\",\"!aix\"],\"cpu\":\"x64\",\"libc\":[\"glibc\"]}"));
    sources.put(
        "package-lock.json",
        bytes(
            "{\"lockfileVersion\":3,\"packages\":{\"\":{\"name\":\"a\"},\"node_modules/b\":"
                + "{\"version\":\"1\",\"optionalDependencies\":{\"c\":\"1\",\"d\":\"1\"}},"
                + "\"node_modules/b/node_modules/c\":{\"os\":[\"linux\"],\"optional\":true},"
                + "\"node_modules/d\":{\"os\":[\"darwin\"],\"cpu\":[\"arm64\"]}}}"));
    sources.put(
        "pnpm-lock.yaml",
        bytes("packages:\n\n  '@a/b@1':\n    os: [linux]\n    cpu: [x64]\n  c@2:\n    x: y\n"));
    sources.put(
        "a/yarn.lock",
        bytes(
            "# yarn lockfile v1\n\n\"a@1\", \"a@^1\":\n  version \"1\"\n  dependencies:\n"
                + "    b \"2\"\n\nb@2:\n  version \"2\"\n"));
    sources.put(
        "yarn.lock",
        bytes("# c\n\"a@npm:1\":\n  version: 1\n  conditions: os=linux & cpu=x64 & libc=musl\n"));
    return sources;
  }

  private static void containers(Map<String, byte[]> sources) {
    String digest = "sha256:" + "0".repeat(64);
    String index =
        "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\""
            + digest
            + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\",\"variant\":\"v3\","
            + "\"os.features\":[]}}]}";
    sources.put("index.json", bytes(index));
    Map<String, byte[]> root = new LinkedHashMap<>();
    root.put("lib/ld-linux-x86-64.so.2", new ElfSample().level(2).kernel(3, 2, 0).bytes());
    sources.put("root.tar", Tars.of(root));
    sources.put("root.tar.gz", Tars.gzip(Tars.of(root)));
    Map<String, byte[]> image = new LinkedHashMap<>();
    image.put("oci-layout", bytes("{}"));
    image.put("manifest.json", bytes("[{\"Config\":\"c.json\",\"Layers\":[\"layer.tar\"]}]"));
    image.put(
        "c.json",
        bytes(
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Env\":["
                + "\"NVIDIA_REQUIRE_CUDA=cuda>=12.4 driver>=535\"],\"Cmd\":[\"sh\"]}}"));
    image.put("layer.tar", Tars.of(root));
    sources.put("image.tar", Tars.of(image));
    sources.put(
        "rule.yaml",
        bytes(
            "kind: NodeFeatureRule\n"
                + "spec:\n"
                + "  rules:\n"
                + "  - name: a\n"
                + "    matchFeatures:\n"
                + "    - feature: cpu.cpuid\n"
                + "      matchExpressions:\n"
                + "        AVX2: {op: Exists}\n"
                + "    matchAny:\n"
                + "    - matchFeatures:\n"
                + "      - {feature: kernel.version, matchExpressions: {major: {op: Gt, value:"
                + " [\"5\"]}}}\n"));
    sources.put(
        "compat.json",
        bytes(
            "{\"version\":\"v1alpha1\",\"compatibilities\":[{\"weight\":9,\"rules\":[{\"name\":\"a\","
                + "\"matchFeatures\":[{\"feature\":\"cpu.cpuid\",\"matchName\":{\"op\":\"InRegexp\","
                + "\"value\":[\"^AVX(2|512)\"]}}]}]}]}"));
  }

  private static void packages(Map<String, byte[]> sources) {
    String record =
        "{\"name\":\"a\",\"version\":\"1.0\",\"build\":\"h_0\",\"build_number\":0,\"subdir\":"
            + "\"linux-64\",\"depends\":[\"__glibc >=2.17,<3.0.a0\",\"libzlib\"],"
            + "\"constrains\":[\"__cuda >=12\"]}";
    sources.put(
        "repodata.json",
        bytes(
            "{\"info\":{\"subdir\":\"linux-64\"},\"packages\":{\"a-1.0-h_0.tar.bz2\":"
                + record
                + "}}"));
    Tars contents =
        new Tars()
            .file("info/index.json", bytes(record))
            .file("lib/liba.so", new ElfSample().needs("libz.so.1").bytes());
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("info-a-1.0-h_0.tar.zst", Tars.gzip(contents.bytes()));
    sources.put("a-1.0-h_0.conda", Zips.of(members));
    sources.put("a-1.0-h_0.tar.bz2", contents.bytes());
  }

  private static void binaries(Map<String, byte[]> sources) {
    sources.put(
        "library.so",
        new ElfSample()
            .needs("libc.so.6")
            .imports("puts", "libc.so.6", "GLIBC_2.2.5")
            .level(3)
            .bytes());
    ByteBuffer mach = ByteBuffer.allocate(32 + 56).order(ByteOrder.LITTLE_ENDIAN);
    mach.putInt(0xfeedfacf).putInt(0x01000007).putInt(3).putInt(6).putInt(2).putInt(56);
    mach.putInt(0).putInt(0).putInt(0x32).putInt(24).putInt(1).putInt(11 << 16).putInt(0).putInt(0);
    mach.putInt(12).putInt(32).putInt(24).putInt(0).putInt(0).putInt(0).put(bytes("/usr\0\0\0\0"));
    sources.put("library.dylib", mach.array());
    ByteBuffer windows = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    windows.putShort((short) 0x5a4d).putInt(60, 64).putInt(64, 0x4550);
    windows.putShort(68, (short) 0x8664).putShort(84, (short) 240).putShort(86, (short) 0x2022);
    windows.putShort(88, (short) 0x20b).putInt(88 + 108, 16);
    sources.put("library.dll", windows.array());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aDamagedSourceIsJudgedOrRefusedAtAPlaceInIt() {
    Random random = new Random(5);
    Map<String, byte[]> sources = sources();
    int read = 0;
    int refused = 0;
    for (int i = 0; i < INPUTS; i++) {
      Map.Entry<String, byte[]> source =
          sources.entrySet().stream().skip(i % sources.size()).findFirst().orElseThrow();
      String name = source.getKey();
      byte[] content = damaged(source.getValue(), random);
      try {
        for (Candidate each :
            RequirementFormats.read(Source.of(name, new MemoryInputs().file(name, content)))) {
          Engine.check(each.requirement(), Machines.debian12());
          read++;
        }
      } catch (RequirementException e) {
        refused++;
        int number = i;
        boolean inside = e.span().source().contains("!/");
        assertTrue(
            inside || e.span().offset() <= content.length,
            () -> "input " + number + " of " + name + ": " + e.render());
        assertTrue(!e.reason().isEmpty() && !e.render().isEmpty(), name);
      }
    }
    assertTrue(read > INPUTS / 10, "some are still read: " + read);
    assertTrue(refused > INPUTS / 10, "some are refused: " + refused);
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] copy = sound.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(copy.length);
      switch (random.nextInt(5)) {
        case 0 -> copy[at] = (byte) random.nextInt(256);
        case 1 -> copy = cut(copy, at, random.nextInt(Math.min(20, copy.length - at) + 1));
        case 2 -> copy = repeated(copy, at, 1 + random.nextInt(200));
        default -> copy[at] = (byte) SYNTAX.charAt(random.nextInt(SYNTAX.length()));
      }
      if (copy.length == 0) {
        return new byte[] {'{'};
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
  }

  private static byte[] cut(byte[] bytes, int at, int length) {
    byte[] rest = new byte[bytes.length - length];
    System.arraycopy(bytes, 0, rest, 0, at);
    System.arraycopy(bytes, at + length, rest, at, rest.length - at);
    return rest;
  }

  private static byte[] repeated(byte[] bytes, int at, int times) {
    byte[] longer = new byte[bytes.length + times];
    System.arraycopy(bytes, 0, longer, 0, at);
    Arrays.fill(longer, at, at + times, bytes[at]);
    System.arraycopy(bytes, at, longer, at + times, bytes.length - at);
    return longer;
  }
}
