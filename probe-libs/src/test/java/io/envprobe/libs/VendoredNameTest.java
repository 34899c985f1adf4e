package io.envprobe.libs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class VendoredNameTest {
  @Test
  void takesHashesOut() {
    assertEquals(
        Optional.of("libgfortran.so.5.0.0"),
        VendoredName.original("libgfortran-040039e1-0352e75f.so.5.0.0"));
    assertEquals(
        Optional.of("msvcp140.dll"),
        VendoredName.original("msvcp140-263139962577ecda4cd9469ca360a746.dll"));
    assertEquals(
        Optional.of("libscipy_openblas64_.so"),
        VendoredName.original("libscipy_openblas64_-32a4b2a6.so"));
    assertEquals(
        Optional.of("libopenblas_v0.3.27.dll"),
        VendoredName.original("libopenblas_v0.3.27--3aa239bc726cfb0bd8e5330d8d4c15c6.dll"));
  }

  @Test
  void leavesNamesAlone() {
    assertEquals(Optional.empty(), VendoredName.original("libglib-2.0.so.0"));
    assertEquals(Optional.empty(), VendoredName.original("libfoo-deadbeef.so"));
    assertEquals(Optional.empty(), VendoredName.original("_x.cpython-311-x86_64-linux-gnu.so"));
    assertEquals(Optional.empty(), VendoredName.original("-12345678.so"));
  }
}
