package io.envprobe.fleet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Profile;
import io.envprobe.json.ProfileJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes. */
class FleetFuzzTest {
  @Test
  void anyBytesAreReadWithoutAnException() throws IOException {
    FleetQuestion question =
        FleetFixture.question(0, "glibc_version >= '2.28' and x86_64_level >= '2'");
    Random random = new Random(11);
    List<String> seeds =
        List.of(
            FleetFixture.CSV,
            "{\"apiVersion\":\"v1\",\"items\":["
                + KubernetesInputTest.node("amd64", "\"a\":\"b\"")
                + "]}",
            "NodeName=a[1-3] Feature=cc90,x86-64-v3 Gres=gpu:a100:2\n  OS=Linux 5.14 x\n",
            "NODELIST NODES AVAIL_FEATURES GRES\na[1-3] 3 x86-64-v3 gpu:2\n",
            "{\"nodes\":[{\"features\":[\"x86-64-v3\"],\"gres\":\"gpu:1\"}]}",
            "download|Fri, 20 Jul 2018 02:19:19 GMT|JP|/a/b|TLSv1.2|AES|b|1|sdist|pip/24"
                + " {\"cpu\":\"x\"}\n",
            "pip/24.0 {\"cpu\":\"x86_64\"}\ncurl/8\n",
            "{\"details\":{\"cpu\":\"x86_64\",\"distro\":{\"libc\":{\"lib\":\"glibc\"}}}}\n",
            ProfileJson.write(Profile.EMPTY));
    int inputs = Integer.getInteger("envprobe.fuzz", 3000);
    long counted = 0;
    for (int number = 0; number < inputs; number++) {
      byte[] bytes = seeds.get(number % seeds.size()).getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(6); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      // A damaged stream of gzip is the only thing that is an error of the whole.
      boolean gzip = length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
      if (!gzip) {
        FleetFixture read =
            FleetFixture.of(question, FleetColumns.usual(), Arrays.copyOf(bytes, length));
        counted += read.report().machines() + read.intake().damaged();
      }
    }
    assertTrue(counted > inputs / 2, "something was read: " + counted);
  }
}
