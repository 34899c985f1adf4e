package io.envprobe.tag.platform;

import io.envprobe.version.SyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads one platform in the text form of containerd. */
final class OciPlatformParser {
  private final String text;
  private String os = "";
  private String version = "";
  private final List<String> features = new ArrayList<>();

  OciPlatformParser(String text) {
    this.text = text;
  }

  OciPlatform platform() {
    int star = text.indexOf('*');
    if (star >= 0) {
      throw error(star, 1, "a platform with a wildcard", "");
    }
    int first = text.indexOf('/');
    int osEnd = first < 0 ? text.length() : first;
    readOs(osEnd);
    List<String> parts = new ArrayList<>();
    int from = osEnd + 1;
    while (from <= text.length()) {
      int slash = text.indexOf('/', from);
      int to = slash < 0 ? text.length() : slash;
      parts.add(component(from, to));
      from = to + 1;
    }
    return switch (parts.size()) {
      case 0 -> single();
      case 1 -> of(OciArchitecture.of(parts.get(0), ""), false);
      case 2 -> of(OciArchitecture.of(parts.get(0), parts.get(1)), true);
      default -> throw error(0, text.length(), "a platform has at most three parts", "");
    };
  }

  /** One word is an operating system or, failing that, an architecture. */
  private OciPlatform single() {
    if (OciArchitecture.isKnownSystem(os)) {
      return new OciPlatform(os, version, features, "amd64", "");
    }
    OciArchitecture architecture = OciArchitecture.of(text, "");
    if (!OciArchitecture.isKnown(architecture.name())) {
      throw error(0, text.length(), "no operating system or architecture", "");
    }
    os = "linux";
    return of(architecture, false);
  }

  /** The usual variant is said only where all three parts were. */
  private OciPlatform of(OciArchitecture architecture, boolean full) {
    String variant = architecture.variant();
    if (!full && architecture.name().equals("arm") && variant.equals("v7")) {
      variant = "";
    } else if (full && architecture.name().equals("arm64") && variant.isEmpty()) {
      variant = "v8";
    }
    return new OciPlatform(os, version, features, architecture.name(), variant);
  }

  private void readOs(int end) {
    int open = text.indexOf('(');
    int nameEnd = open < 0 || open > end ? end : open;
    for (int i = 0; i < nameEnd; i++) {
      char character = text.charAt(i);
      if (!isWord(character) && character != '-') {
        throw error(i, 1, "no name of an operating system", "");
      }
    }
    if (nameEnd == 0) {
      throw error(0, 0, "an operating system is missing", "");
    }
    os = OciArchitecture.os(text.substring(0, nameEnd));
    if (nameEnd == end) {
      return;
    }
    if (text.charAt(end - 1) != ')') {
      throw error(end, 0, "a closing parenthesis is missing", "");
    }
    int plus = text.indexOf('+', nameEnd);
    int versionEnd = plus < 0 || plus > end ? end - 1 : plus;
    version = option(nameEnd + 1, versionEnd);
    int from = versionEnd + 1;
    while (from <= end - 1 && versionEnd != end - 1) {
      int next = text.indexOf('+', from);
      int to = next < 0 || next > end - 1 ? end - 1 : next;
      if (to == from) {
        throw error(from, 0, "a feature is empty", "");
      }
      features.add(option(from, to));
      from = to + 1;
    }
  }

  private String option(int from, int to) {
    for (int i = from; i < to; i++) {
      char character = text.charAt(i);
      if (!isWord(character) && character != '.' && character != '%' && character != '-') {
        throw error(i, 1, "a character that an option cannot have", "write it as %xx");
      }
      if (character == '%' && (i + 2 >= to || !isHex(i + 1) || !isHex(i + 2))) {
        throw error(i, 1, "% without two hexadecimal digits", "");
      }
    }
    return URLDecoder.decode(text.substring(from, to), StandardCharsets.UTF_8);
  }

  private String component(int from, int to) {
    for (int i = from; i < to; i++) {
      char character = text.charAt(i);
      if (!isWord(character) && character != '.' && character != '-') {
        throw error(i, 1, "a character that a platform cannot have", "");
      }
    }
    if (from == to) {
      throw error(from, 0, "a part of the platform is empty", "");
    }
    return text.substring(from, to);
  }

  private static boolean isWord(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '_';
  }

  private boolean isHex(int at) {
    return Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 0x80;
  }

  private SyntaxException error(int offset, int length, String reason, String hint) {
    return new SyntaxException(text, offset, length, reason, hint);
  }
}
