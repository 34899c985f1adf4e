package io.envprobe.binaries;

/**
 * The operating system and the lowest kernel that a file was built for ({@code NT_GNU_ABI_TAG}).
 *
 * @param system 0 Linux, 1 Hurd, 2 Solaris, 3 FreeBSD
 * @param kernel three numbers with dots
 */
public record ElfAbiTag(long system, String kernel) {
  /** The system's name, or its number. */
  public String systemName() {
    return switch ((int) system) {
      case 0 -> "Linux";
      case 1 -> "Hurd";
      case 2 -> "Solaris";
      case 3 -> "FreeBSD";
      default -> Long.toString(system);
    };
  }
}
