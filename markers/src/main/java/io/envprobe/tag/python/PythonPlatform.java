package io.envprobe.tag.python;

import io.envprobe.fact.Reading;
import java.util.Objects;
import java.util.Optional;

/** The side of a Python installation that platform tags are made from. Immutable. */
public sealed interface PythonPlatform {
  /**
   * Linux, with either C library, both or neither.
   *
   * @param arch the machine in {@code sysconfig.get_platform()}, for example {@code x86_64}
   * @param narrow whether the interpreter's pointers are 32 bits wide
   * @param glibc the glibc that the interpreter runs on
   * @param musl the musl that the interpreter runs on
   * @param armHardFloat whether the interpreter is a little-endian 32-bit ELF file for Arm EABI 5
   *     with hard floating point
   * @param intel386 whether the interpreter is a little-endian 32-bit ELF file for the 80386
   * @param manylinuxModule the {@code _manylinux} module that it would import
   */
  record Linux(
      String arch,
      boolean narrow,
      Reading<LibcVersion> glibc,
      Reading<LibcVersion> musl,
      Reading<Boolean> armHardFloat,
      Reading<Boolean> intel386,
      Optional<ManylinuxModule> manylinuxModule)
      implements PythonPlatform {
    /** Refuses null. */
    public Linux {
      Objects.requireNonNull(arch);
      Objects.requireNonNull(glibc);
      Objects.requireNonNull(musl);
      Objects.requireNonNull(armHardFloat);
      Objects.requireNonNull(intel386);
      Objects.requireNonNull(manylinuxModule);
    }
  }

  /**
   * macOS.
   *
   * @param version the product version; at most {@value LibcVersion#LARGEST} in each number
   * @param arch {@code arm64}, {@code x86_64}, {@code i386}, {@code ppc64} or {@code ppc}
   */
  record MacOs(LibcVersion version, String arch) implements PythonPlatform {}

  /**
   * iOS.
   *
   * @param version the product version
   * @param multiarch for example {@code arm64_iphoneos}
   */
  record Ios(LibcVersion version, String multiarch) implements PythonPlatform {}

  /**
   * Android.
   *
   * @param apiLevel at most {@value LibcVersion#LARGEST}
   * @param abi for example {@code arm64-v8a}
   */
  record Android(int apiLevel, String abi) implements PythonPlatform {}

  /**
   * Emscripten.
   *
   * @param pyemscripten the version of PEP 783's platform, for example {@code 2025_0}
   * @param sysconfigPlatform what {@code sysconfig.get_platform()} gives
   */
  record Emscripten(Optional<String> pyemscripten, String sysconfigPlatform)
      implements PythonPlatform {}

  /**
   * Every other system, Windows and the BSDs among them: one tag.
   *
   * @param sysconfigPlatform what {@code sysconfig.get_platform()} gives, for example {@code
   *     win-amd64}
   */
  record Generic(String sysconfigPlatform) implements PythonPlatform {}
}
