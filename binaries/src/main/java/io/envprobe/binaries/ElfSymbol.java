package io.envprobe.binaries;

import java.util.Optional;

/**
 * A dynamic symbol that is not local.
 *
 * @param name as the linker sees it, not demangled
 * @param binding {@code STB_}…: 1 global, 2 weak, 10 unique
 * @param type {@code STT_}…: 1 object, 2 function, 6 thread-local, 10 indirect function
 * @param defined whether this file provides it, and does not need it
 * @param value its address where it is defined
 * @param size in bytes, 0 for unknown
 * @param version the version that it is bound to
 * @param file the SONAME that the version is needed from; empty for versions of this file
 * @param hidden whether only a reference to exactly this version finds it
 */
public record ElfSymbol(
    String name,
    int binding,
    int type,
    boolean defined,
    long value,
    long size,
    Optional<String> version,
    Optional<String> file,
    boolean hidden) {

  /** Whether nothing fails when the symbol is missing, or another definition wins. */
  public boolean isWeak() {
    return binding == 2;
  }

  /** {@code global}, {@code weak}, {@code unique}, or the number. */
  public String bindingName() {
    return switch (binding) {
      case 1 -> "global";
      case 2 -> "weak";
      case 10 -> "unique";
      default -> Integer.toString(binding);
    };
  }
}
