package io.envprobe.artifact.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MappedFileTest {
  @Test
  void takesEachFileOnceAndNothingElse() {
    String maps =
        """
        00400000-00452000 r-xp 00000000 08:02 173521      /usr/bin/dbus-daemon
        00651000-00652000 r--p 00051000 08:02 173521      /usr/bin/dbus-daemon
        00e03000-00e24000 rw-p 00000000 00:00 0           [heap]
        7f0000000000-7f0000001000 rw-p 00000000 00:00 0
        7f0000002000-7f0000003000 r--p 00000000 08:02 1  /tmp/with blanks/lib x.so (deleted)
        7f0000004000-7f0000005000 rw-s 00000000 00:05 2  /dev/zero (deleted)
        7f0000006000-7f0000007000 r--p 00000000 08:02 3  ~/lib.so
        damaged
        """;
    assertEquals(
        List.of(
            new MappedFile("/usr/bin/dbus-daemon", false),
            new MappedFile("/tmp/with blanks/lib x.so", true),
            new MappedFile("~/lib.so", false)),
        MappedFile.parse(maps));
  }
}
