package io.envprobe.nativeaccess.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrivateDirectoryTest {
  @Test
  void onlyItsOwnerMayLookInside() throws IOException {
    try (PrivateDirectory directory = PrivateDirectory.create()) {
      assertEquals(
          PosixFilePermissions.fromString("rwx------"),
          Files.getPosixFilePermissions(directory.path()));
    }
  }

  @Test
  void twoAreTwoAndNothingIsLeft() throws IOException {
    Path path;
    try (PrivateDirectory one = PrivateDirectory.create();
        PrivateDirectory other = PrivateDirectory.create()) {
      assertNotEquals(one.path(), other.path());
      one.write("request", List.of("line"));
      path = one.path();
    }
    assertFalse(Files.exists(path));
  }

  @Test
  void secretsAndOptionsOfJavaAreKeptFromTheChild() {
    for (String name :
        List.of(
            "AWS_SECRET_ACCESS_KEY",
            "GITHUB_TOKEN",
            "db_password",
            "SSH_AUTH_SOCK",
            "JAVA_TOOL_OPTIONS",
            "LD_DEBUG")) {
      assertTrue(ChildEnvironment.isWithheld(name), name);
    }
    for (String name : List.of("LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "HOME", "KEYBOARD")) {
      assertFalse(ChildEnvironment.isWithheld(name), name);
    }
  }
}
