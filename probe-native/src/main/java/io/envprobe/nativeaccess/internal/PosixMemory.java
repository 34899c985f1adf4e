package io.envprobe.nativeaccess.internal;

import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** {@code mmap}, {@code mprotect} and {@code munmap} of Linux. */
final class PosixMemory implements ExecutableMemory {
  private static final NativeLong SIZE = new NativeLong(4096);
  private static final int READ_WRITE = 3;
  private static final int READ_EXECUTE = 5;
  private static final int PRIVATE_ANONYMOUS = 0x22;

  private final NativeLibrary process = NativeLibrary.getProcess();

  @Override
  public @Nullable Pointer allocate(byte[] code) {
    Pointer page =
        process
            .getFunction("mmap")
            .invokePointer(
                new Object[] {
                  Pointer.NULL, SIZE, READ_WRITE, PRIVATE_ANONYMOUS, -1, new NativeLong(0)
                });
    if (page == null || Pointer.nativeValue(page) == -1) {
      return null;
    }
    page.write(0, code, 0, code.length);
    if (process.getFunction("mprotect").invokeInt(new Object[] {page, SIZE, READ_EXECUTE}) != 0) {
      release(page);
      return null;
    }
    return page;
  }

  @Override
  public void release(Pointer page) {
    process.getFunction("munmap").invokeInt(new Object[] {page, SIZE});
  }
}
