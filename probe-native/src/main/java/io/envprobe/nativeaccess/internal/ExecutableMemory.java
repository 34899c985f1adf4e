package io.envprobe.nativeaccess.internal;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** Memory whose content the processor may execute. */
interface ExecutableMemory {
  /** A page that holds the code, executable and no longer writable; null where that is denied. */
  @Nullable Pointer allocate(byte[] code);

  /** Gives a page back. */
  void release(Pointer page);
}
