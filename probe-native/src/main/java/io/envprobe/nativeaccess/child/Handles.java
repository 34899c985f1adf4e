package io.envprobe.nativeaccess.child;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A callback that collects handles: {@code int (*)(handle, data)}, 0 to go on. */
final class Handles implements Callback {
  private final String name;
  private final List<Pointer> collected = new ArrayList<>();

  Handles(String name) {
    this.name = name;
  }

  /** Called by the library; JNA finds the method by its name. */
  public int callback(@Nullable Pointer handle, @Nullable Pointer data) {
    synchronized (collected) {
      if (handle != null && collected.size() < Variables.ROUNDS_LIMIT) {
        collected.add(handle);
      }
    }
    return 0;
  }

  /** The name of the list. */
  String name() {
    return name;
  }

  /** What was collected. */
  List<Pointer> collected() {
    synchronized (collected) {
      return List.copyOf(collected);
    }
  }
}
