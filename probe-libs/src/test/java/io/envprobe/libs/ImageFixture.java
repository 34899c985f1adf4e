package io.envprobe.libs;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with an image of its own, empty at first. */
abstract class ImageFixture {
  @TempDir Path root;
  Image image = Image.in(Path.of("."));

  @BeforeEach
  void emptyImage() {
    image = Image.in(root);
  }

  @AfterEach
  void removeImage() {
    Image.removeLinks(root);
  }
}
