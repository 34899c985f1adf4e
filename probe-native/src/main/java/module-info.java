/** The only native access: a short white list of calls in this process. */
module io.envprobe.nativeaccess {
  requires static org.jspecify;
  requires com.sun.jna;
  requires io.envprobe.core;

  exports io.envprobe.nativeaccess;

  provides io.envprobe.host.NativePort with
      io.envprobe.nativeaccess.NativeAccess;
}
