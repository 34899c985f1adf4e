package io.envprobe.libs;

import io.envprobe.binaries.ElfDynamic.Tag;

/** Files of C libraries, and the images of distributions that have them. */
final class LibcImages {
  static final String GLIBC_LOADER = "/lib64/ld-linux-x86-64.so.2";
  static final String MUSL_LOADER = "/lib/ld-musl-x86_64.so.1";
  static final String MULTIARCH = "/usr/lib/x86_64-linux-gnu/";

  private LibcImages() {}

  static byte[] program(String loader) {
    return ElfFixture.of().interpreter(loader).needs("libc.so.6").bytes();
  }

  static byte[] glibcLoader() {
    return ElfFixture.of().defines("GLIBC_2.2.5", "GLIBC_2.35", "GLIBC_PRIVATE").bytes();
  }

  static ElfFixture glibc() {
    return ElfFixture.of().named(Tag.SONAME, "libc.so.6");
  }

  static byte[] glibc(String version) {
    return glibc()
        .defines("GLIBC_2.2.5", "GLIBC_2.36")
        .constant(
            "GNU C Library (Debian GLIBC "
                + version
                + "-9) stable release version "
                + version
                + ".")
        .bytes();
  }

  static byte[] musl(String version) {
    return ElfFixture.of()
        .named(Tag.SONAME, "libc.musl-x86_64.so.1")
        .constant("musl libc (x86_64)\nVersion %s\nDynamic Program Loader\n")
        .constant(version)
        .bytes();
  }

  /** Debian 12 with merged directories. */
  static Image debian(Image image) {
    return image
        .link("/bin", "usr/bin")
        .link("/lib", "usr/lib")
        .link("/lib64", "usr/lib64")
        .link("/usr/bin/sh", "dash")
        .file("/usr/bin/dash", program(GLIBC_LOADER))
        .link("/usr/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2")
        .file(MULTIARCH + "ld-linux-x86-64.so.2", glibcLoader())
        .file(MULTIARCH + "libc.so.6", glibc("2.36"));
  }

  /** Alpine 3.20. */
  static Image alpine(Image image) {
    return image
        .link("/bin/sh", "/bin/busybox")
        .file("/bin/busybox", program(MUSL_LOADER))
        .file(MUSL_LOADER, musl("1.2.5"))
        .link("/lib/libc.musl-x86_64.so.1", "ld-musl-x86_64.so.1");
  }
}
