package io.envprobe.nativeaccess.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which environment variables the child process does not get: what would change its Java machine or
 * make it print, and what is secret. All others reach it, since libraries of vendors read many.
 */
final class ChildEnvironment {
  private static final Set<String> CHANGES =
      Set.of(
          "JAVA_TOOL_OPTIONS",
          "_JAVA_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "CLASSPATH",
          "LD_DEBUG",
          "LD_BIND_NOW",
          "MALLOC_TRACE");

  /** Parts of names under which people keep secrets. */
  private static final List<String> SECRETS =
      List.of(
          "TOKEN",
          "SECRET",
          "PASSWORD",
          "PASSWD",
          "PASSPHRASE",
          "CREDENTIAL",
          "PRIVATE_KEY",
          "API_KEY",
          "APIKEY",
          "ACCESS_KEY",
          "SSH_",
          "GPG_",
          "COOKIE");

  private ChildEnvironment() {}

  /** Whether a variable of that name is kept from the child. */
  static boolean isWithheld(String name) {
    if (CHANGES.contains(name)) {
      return true;
    }
    String upper = name.toUpperCase(Locale.ROOT);
    for (String secret : SECRETS) {
      if (upper.contains(secret)) {
        return true;
      }
    }
    return false;
  }
}
