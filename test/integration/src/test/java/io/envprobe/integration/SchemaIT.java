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
    return schema("/io/envprobe/json/profile.schema.json");
  }

  private static Schema schema(String resource) throws IOException {
    try (InputStream in = SchemaIT.class.getResourceAsStream(resource)) {
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

  @Test
  void aDocumentOfRequirementsIsValidExactlyWhereTheCommandReadsIt() throws IOException {
    Schema schema = schema("/io/envprobe/requirement/requirement.schema.json");
    String head = "{\"$schema\":\"https://envprobe.io/schema/requirement-1.json\",";
    String whole =
        head
            + "\"name\":\"app\",\"requires\":[\"os_name == 'posix'\","
            + "{\"when\":\"os_id == 'debian'\",\"requires\":[{\"library\":\"libc.so.6\"}]},"
            + "{\"any\":[{\"fact\":\"cpu.level\",\"at-least\":1,\"hint\":\"buy\"},"
            + "{\"not\":{\"fact\":\"cuda.version\",\"present\":true}}]},"
            + "{\"symbol-version\":\"GLIBC_2.17\",\"of\":\"libc.so.6\"},"
            + "{\"tag\":\"py3-none-any\"}],\"requires-features\":[\"sse2\"],"
            + "\"candidates\":[{\"name\":\"a\",\"when\":\"os_name == 'posix'\"}],"
            + "\"preferences\":[{\"order\":[\"a\"]}]}";
    List<String> documents =
        List.of(
            whole,
            head + "\"require\":[]}",
            head + "\"requires\":[7]}",
            head + "\"requires\":[{\"fact\":\"cpu.level\"}]}",
            head + "\"candidates\":[]}",
            "{\"requires\":[]}");
    for (String document : documents) {
      Path file = directory.resolve("app.requirement.json");
      Files.writeString(file, document);
      boolean valid = schema.validate(document, InputFormat.JSON).isEmpty();
      int exit = Jar.run("check", file.toString()).exit();
      assertEquals(valid, exit != 2, document);
    }
  }
}
