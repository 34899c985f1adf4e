package io.envprobe.nativeaccess.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * The platforms and devices of OpenCL by way of JOCL, which unpacks its own library into the
 * temporary directory of this process: a private one. No count is looked at where the code that
 * came with it is not 0.
 */
final class OpenCl {
  private static final int DEVICE_NOT_FOUND = -1;
  private static final int COUNT_LIMIT = 64;
  private static final int TEXT_LIMIT = 1024;
  private static final Map<String, Integer> PLATFORM_TEXTS =
      Map.of(
          "name", CL.CL_PLATFORM_NAME,
          "vendor", CL.CL_PLATFORM_VENDOR,
          "version", CL.CL_PLATFORM_VERSION);
  private static final Map<String, Integer> DEVICE_TEXTS =
      Map.of(
          "name", CL.CL_DEVICE_NAME,
          "vendor", CL.CL_DEVICE_VENDOR,
          "version", CL.CL_DEVICE_VERSION,
          "driver", CL.CL_DRIVER_VERSION);
  private static final Map<String, Integer> DEVICE_NUMBERS =
      Map.of(
          "type", CL.CL_DEVICE_TYPE,
          "memory", CL.CL_DEVICE_GLOBAL_MEM_SIZE);

  private final AnswerFile answers;

  OpenCl(AnswerFile answers) {
    this.answers = answers;
  }

  /** Asks for everything. */
  void ask() throws IOException {
    answers.at("clGetPlatformIDs");
    try {
      CL.setExceptionsEnabled(false);
      platforms();
    } catch (LinkageError e) {
      // JOCL was not built for this system, or its library needs one that is not here.
      answers.did(
          "clGetPlatformIDs",
          List.of(),
          -1,
          Map.of("error", "JOCL does not load: " + e.getMessage()),
          Map.of());
    }
  }

  private void platforms() throws IOException {
    int[] count = {0};
    int status = CL.clGetPlatformIDs(0, null, count);
    int platforms = status == 0 ? Math.max(0, Math.min(count[0], COUNT_LIMIT)) : 0;
    cl_platform_id[] ids = new cl_platform_id[platforms];
    if (platforms > 0) {
      status = CL.clGetPlatformIDs(platforms, ids, null);
    }
    answers.did("clGetPlatformIDs", List.of(), status, count(status, platforms), Map.of());
    for (int i = 0; status == 0 && i < platforms; i++) {
      cl_platform_id platform = ids[i];
      Map<String, String> texts = new TreeMap<>();
      answers.at("clGetPlatformInfo");
      PLATFORM_TEXTS.forEach(
          (name, parameter) -> {
            byte[] text = new byte[TEXT_LIMIT];
            int code =
                CL.clGetPlatformInfo(platform, parameter, text.length, Pointer.to(text), null);
            keep(texts, name, code, text);
          });
      answers.did("clGetPlatformInfo", List.of(i), 0, texts, Map.of());
      devices(platform, i);
    }
  }

  private void devices(cl_platform_id platform, int platformNumber) throws IOException {
    answers.at("clGetDeviceIDs");
    int[] count = {0};
    int status = CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
    int devices = status == 0 ? Math.max(0, Math.min(count[0], COUNT_LIMIT)) : 0;
    cl_device_id[] ids = new cl_device_id[devices];
    if (devices > 0) {
      status = CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, devices, ids, null);
    }
    // No device is an answer, not an error.
    int shown = status == DEVICE_NOT_FOUND ? 0 : status;
    answers.did("clGetDeviceIDs", List.of(platformNumber), shown, count(shown, devices), Map.of());
    for (int i = 0; status == 0 && i < devices; i++) {
      device(ids[i], List.of(platformNumber, i));
    }
  }

  private void device(cl_device_id device, List<Integer> round) throws IOException {
    answers.at("clGetDeviceInfo");
    Map<String, String> values = new TreeMap<>();
    DEVICE_TEXTS.forEach(
        (name, parameter) -> {
          byte[] text = new byte[TEXT_LIMIT];
          int code = CL.clGetDeviceInfo(device, parameter, text.length, Pointer.to(text), null);
          keep(values, name, code, text);
        });
    DEVICE_NUMBERS.forEach(
        (name, parameter) -> {
          long[] number = {0};
          int code =
              CL.clGetDeviceInfo(device, parameter, Sizeof.cl_ulong, Pointer.to(number), null);
          if (code == 0) {
            values.put(name, String.valueOf(number[0]));
          }
        });
    answers.did("clGetDeviceInfo", round, 0, values, Map.of());
  }

  private static Map<String, String> count(int status, int count) {
    return status == 0 ? Map.of("count", String.valueOf(count)) : Map.of();
  }

  private static void keep(Map<String, String> texts, String name, int status, byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    if (status == 0 && length > 0) {
      texts.put(name, new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
  }
}
