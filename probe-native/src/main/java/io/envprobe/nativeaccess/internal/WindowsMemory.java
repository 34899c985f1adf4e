package io.envprobe.nativeaccess.internal;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** {@code VirtualAlloc}, {@code VirtualProtect} and {@code VirtualFree} of Windows. */
final class WindowsMemory implements ExecutableMemory {
  private static final Pointer SIZE = Pointer.createConstant(4096L);
  private static final int COMMIT_RESERVE = 0x3000;
  private static final int RELEASE = 0x8000;
  private static final int READ_WRITE = 0x04;
  private static final int EXECUTE_READ = 0x20;

  @Override
  public @Nullable Pointer allocate(byte[] code) {
    Pointer page =
        kernel("VirtualAlloc")
            .invokePointer(new Object[] {Pointer.NULL, SIZE, COMMIT_RESERVE, READ_WRITE});
    if (page == null) {
      return null;
    }
    page.write(0, code, 0, code.length);
    Memory before = new Memory(4);
    before.clear();
    boolean done =
        kernel("VirtualProtect").invokeInt(new Object[] {page, SIZE, EXECUTE_READ, before}) != 0;
    if (!done) {
      release(page);
      return null;
    }
    Pointer self = kernel("GetCurrentProcess").invokePointer(new Object[0]);
    kernel("FlushInstructionCache").invokeInt(new Object[] {self, page, SIZE});
    return page;
  }

  @Override
  public void release(Pointer page) {
    kernel("VirtualFree").invokeInt(new Object[] {page, new NativeLong(0), RELEASE});
  }

  private static Function kernel(String name) {
    return Function.getFunction("kernel32", name);
  }
}
