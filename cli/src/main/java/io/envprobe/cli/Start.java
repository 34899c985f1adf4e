package io.envprobe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The entry of {@code java -jar probe.jar}: takes the classes that the common commands need out of
 * one uncompressed piece of the jar, and starts {@link Main}.
 *
 * <p>Much of a cold start is the loading of some hundred classes one by one out of a compressed jar
 * (decision 0008). This loader defines every class of this program, those that are not in the piece
 * too, so that they see each other; all other classes, and all resources, come from its parent. The
 * launchers need none of it: they start {@link Main} with an archive of loaded classes.
 */
public final class Start extends ClassLoader {
  private static final String OWN = "io.envprobe.";

  /** The resource that holds the classes. */
  static final String PIECE = "start.jar";

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader parent;
  private final byte[] piece;
  private final Map<String, Integer> passed = new HashMap<>(1 << 10);
  private final ProtectionDomain domain = Start.class.getProtectionDomain();
  private int next;

  private Start(ClassLoader parent, byte[] piece) {
    super(parent);
    this.parent = parent;
    this.piece = piece;
    // Only the version is read of what a package has in the manifest.
    String version = Start.class.getPackage().getImplementationVersion();
    definePackage("io.envprobe.cli.output", null, null, null, null, version, null, null);
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] words) throws IOException, ReflectiveOperationException {
    String path = System.getProperty("java.class.path", "");
    if (!isThisProgramAlone(path)) {
      Main.main(words); // Classes of others must see the same classes of this program.
      return;
    }
    Start loader;
    try (ZipFile jar = new ZipFile(path)) {
      ZipEntry entry = Objects.requireNonNull(jar.getEntry("io/envprobe/cli/" + PIECE));
      byte[] piece = new byte[(int) entry.getSize()];
      try (InputStream in = jar.getInputStream(entry)) {
        in.readNBytes(piece, 0, piece.length);
      }
      loader = new Start(Start.class.getClassLoader(), piece);
    }
    Thread.currentThread().setContextClassLoader(loader);
    Class<?> main = loader.loadClass(OWN + "cli.Main");
    main.getMethod("main", String[].class).invoke(null, (Object) words);
  }

  /** A jar of another name may be an assembly that holds classes of others. */
  private static boolean isThisProgramAlone(String path) {
    return (path.equals("probe.jar")
            || path.endsWith(System.getProperty("file.separator", "/") + "probe.jar"))
        && !path.contains(System.getProperty("path.separator", ":"));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OWN)) {
      return parent.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/').concat(".class");
    int place = place(path);
    if (place >= 0) {
      return defineClass(name, piece, content(place), number(place + 22), domain);
    }
    try (InputStream in = getResourceAsStream(path)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /**
   * Where the entry of that name begins, or -1. The entries stand in the order of their first use,
   * so that it is mostly the next one (the local file headers of PKWARE's APPNOTE, 4.3.7; without
   * compression the sizes stand in them).
   */
  private synchronized int place(String name) {
    Integer known = passed.get(name);
    while (known == null && number(next) == 0x04034b50) {
      int place = next;
      int length = number(place + 26) & 0xffff;
      next = content(place) + number(place + 22);
      String found = new String(piece, place + 30, length, StandardCharsets.ISO_8859_1);
      if (found.equals(name)) {
        return place;
      }
      passed.put(found, place);
    }
    return known == null ? -1 : known;
  }

  private int content(int place) {
    int lengths = number(place + 26);
    return place + 30 + (lengths & 0xffff) + (lengths >>> 16);
  }

  private int number(int at) {
    return (piece[at] & 0xff)
        | ((piece[at + 1] & 0xff) << 8)
        | ((piece[at + 2] & 0xff) << 16)
        | ((piece[at + 3] & 0xff) << 24);
  }
}
