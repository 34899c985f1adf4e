package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published schema of profiles, held against real profiles by an independent validator. */
final class SchemaIT {
  @TempDir private Path directory;

  private static Schema schema() throws IOException {
    try (InputStream in =
        SchemaIT.class.getResourceAsStream("/io/envprobe/json/profile.schema.json")) {
      if (in == null) {
        throw new IOException("the schema is not in the jar");
      }
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(in, InputFormat.JSON);
    }
  }

  private static List<Error> errors(String profile) throws IOException {
    return schema().validate(profile, InputFormat.JSON);
  }

  @Test
  void theProfilesOfThisMachineAndOfABaselineAreValid() throws IOException {
    for (List<String> which :
        List.of(List.of("--timeout", "60"), List.of("--profile", "@ubuntu-20.04:aarch64"))) {
      Path file = directory.resolve("profile.json");
      Jar.Result result =
          Jar.run("record", "--profile-only", "-o", file.toString(), which.get(0), which.get(1));
      assertEquals(0, result.exit(), result.toString());
      assertEquals(List.of(), errors(Files.readString(file)));
      assertEquals(
          0,
          Jar.run("facts", "--json", "--profile", file.toString()).exit(),
          "it cannot be read back");
    }
  }

  @Test
  void whatIsNoProfileIsInvalid() throws IOException {
    assertFalse(errors("{}").isEmpty());
    assertFalse(errors("{\"schema\":1,\"facts\":{\"os.id\":{\"state\":\"present\"}}}").isEmpty());
    assertFalse(
        errors("{\"schema\":1,\"facts\":{\"os.id\":{\"state\":\"unknown\",\"cause\":\"WHY\"}}}")
            .isEmpty());
  }
}
