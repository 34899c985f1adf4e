package io.envprobe.artifact.internal;

import io.envprobe.blas.Claim;
import io.envprobe.blas.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What NumPy and SciPy recorded of the BLAS that they were built with, in {@code __config__.py}.
 *
 * <p>Source: https://github.com/numpy/numpy/blob/main/numpy/__config__.py.in
 */
final class BuildClaims {
  private static final String BLAS = "\"blas\": {";
  private static final String VERSION = "\"version\": \"";

  private BuildClaims() {}

  /** The version that a record states of BLAS; empty where it states none. */
  static Optional<Claim> parse(String path, byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    int blas = text.indexOf(BLAS);
    int end = blas < 0 ? -1 : text.indexOf('}', blas);
    int version = blas < 0 ? -1 : text.indexOf(VERSION, blas);
    if (end < 0 || version < 0 || version > end) {
      return Optional.empty();
    }
    int start = version + VERSION.length();
    return Optional.of(
        new Claim(path, "", "version", text.substring(start, text.indexOf('"', start))));
  }

  /** The claims about the libraries that lie beside a package, in its {@code .libs} directory. */
  static List<Claim> about(List<Claim> claims, List<Member> members) {
    List<Claim> about = new ArrayList<>();
    for (Claim claim : claims) {
      String folder = claim.source().substring(0, claim.source().lastIndexOf('/')) + ".libs/";
      for (Member member : members) {
        if (member.library().path().startsWith(folder) && member.library().isLinearAlgebra()) {
          about.add(
              new Claim(claim.source(), member.library().path(), claim.about(), claim.value()));
        }
      }
    }
    return about;
  }
}
