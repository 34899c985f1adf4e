package io.envprobe.binaries.loader;

/** The loader gives up: thrown inside the emulation and turned into an error of the result. */
final class LoaderException extends Exception {
  private static final long serialVersionUID = 1;

  LoaderException(String message) {
    super(message, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
