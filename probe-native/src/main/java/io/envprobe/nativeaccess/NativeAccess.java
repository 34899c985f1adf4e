package io.envprobe.nativeaccess;

import io.envprobe.host.FailureKind;
import io.envprobe.host.NativePort;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.host.Transcript;
import io.envprobe.nativeaccess.internal.ChildProcess;
import io.envprobe.nativeaccess.internal.CpuidPage;
import io.envprobe.nativeaccess.internal.Platform;
import io.envprobe.nativeaccess.internal.SystemCalls;
import io.envprobe.nativeaccess.internal.WindowsCalls;
import java.util.List;

/**
 * The calls that may be made in this process:
 *
 * <ul>
 *   <li>{@code cpuid}: the answers of the CPUID instruction on this processor, and {@code XCR0}
 *   <li>{@code getauxval N}: a word of the auxiliary vector, in hexadecimal
 *   <li>{@code hwprobe}: {@code key value} lines of the RISC-V system call
 *   <li>{@code arch_prctl ARCH_GET_XCOMP_SUPP} or {@code …_PERM}: the register states that a
 *       program may ask for, or that this process has, as Linux on x86 tells them; asks for none
 *   <li>{@code sysctlbyname NAME}: a value of the macOS kernel, number or text
 *   <li>{@code IsWow64Process2}, {@code GetEnabledXStateFeatures}, {@code IsProcessorFeaturePresent
 *       N}: what Windows says of the process and the processor
 *   <li>{@code GetLogicalProcessorInformationEx}: {@code CLASS COUNT} lines, how many logical
 *       processors of each class of efficiency Windows has
 *   <li>{@code processor-registry N NAME}: what Windows keeps of processor N
 * </ul>
 *
 * <p>Nothing native is loaded before the first call. Nothing is printed, and nothing that cannot be
 * loaded, called or understood becomes an exception. Thread-safe.
 */
public final class NativeAccess implements NativePort {
  private static final String UNPACK_DIRECTORY = "jna.tmpdir";

  /** For {@link java.util.ServiceLoader}. */
  public NativeAccess() {}

  /**
   * JNA unpacks its library there; left alone it would make a directory of its own in the user's
   * cache.
   */
  private static void unpackIntoTemporaryDirectory() {
    if (System.getProperty(UNPACK_DIRECTORY) == null) {
      System.setProperty(UNPACK_DIRECTORY, System.getProperty("java.io.tmpdir"));
    }
  }

  @Override
  public Outcome<String> call(String function, List<String> arguments) {
    try {
      unpackIntoTemporaryDirectory();
      return allowed(function, arguments);
    } catch (LinkageError e) {
      // The library for native calls could not be unpacked, loaded or started: a temporary
      // directory without execute permission, a system that it was not built for, a missing jar.
      return Outcome.failed(
          FailureKind.UNSUPPORTED, "native calls do not work here: " + firstLine(e));
    }
  }

  @Override
  public Outcome<Transcript> converse(Request.Conversation conversation) {
    try {
      unpackIntoTemporaryDirectory();
      return ChildProcess.converse(conversation);
    } catch (LinkageError e) {
      return Outcome.failed(
          FailureKind.UNSUPPORTED, "native calls do not work here: " + firstLine(e));
    }
  }

  private static Outcome<String> allowed(String function, List<String> arguments) {
    return switch (function) {
      case "cpuid" ->
          Platform.isX86() && arguments.isEmpty()
              ? CpuidPage.dump()
              : refused(function, "a 64-bit x86 process");
      case "getauxval" ->
          Platform.isLinux() && number(arguments, 0) >= 0
              ? SystemCalls.auxiliaryValue(number(arguments, 0))
              : refused(function, "Linux and a number");
      case "hwprobe" ->
          Platform.isLinux() && Platform.isRiscv()
              ? SystemCalls.hardwareProbe()
              : refused(function, "Linux on RISC-V");
      case "arch_prctl" ->
          Platform.isLinux() && Platform.isX86() && SystemCalls.isStateQuery(arguments)
              ? SystemCalls.states(arguments.get(0))
              : refused(function, "Linux on x86 and a query of states");
      case "sysctlbyname" ->
          Platform.isMac() && arguments.size() == 1 && isPlainName(arguments.get(0))
              ? SystemCalls.sysctl(arguments.get(0))
              : refused(function, "macOS and a name");
      case "IsWow64Process2" ->
          Platform.isWindows() ? WindowsCalls.machines() : refused(function, "Windows");
      case "GetEnabledXStateFeatures" ->
          Platform.isWindows() ? WindowsCalls.enabledStates() : refused(function, "Windows");
      case "IsProcessorFeaturePresent" ->
          Platform.isWindows() && number(arguments, 0) >= 0
              ? WindowsCalls.hasFeature(number(arguments, 0))
              : refused(function, "Windows and a number");
      case "GetLogicalProcessorInformationEx" ->
          Platform.isWindows() ? WindowsCalls.efficiencyClasses() : refused(function, "Windows");
      case "processor-registry" ->
          Platform.isWindows() && number(arguments, 0) >= 0 && arguments.size() == 2
              ? WindowsCalls.processorValue(number(arguments, 0), arguments.get(1))
              : refused(function, "Windows, a number and a name");
      default ->
          Outcome.failed(
              FailureKind.UNSUPPORTED,
              function + " is not among the native calls that are allowed");
    };
  }

  private static Outcome<String> refused(String function, String needs) {
    return Outcome.failed(FailureKind.UNSUPPORTED, function + " needs " + needs);
  }

  private static int number(List<String> arguments, int index) {
    if (arguments.size() <= index || arguments.get(index).length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < arguments.get(index).length(); i++) {
      int digit = Character.digit(arguments.get(index).charAt(i), 10);
      if (digit < 0) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return arguments.get(index).isEmpty() ? -1 : value;
  }

  private static boolean isPlainName(String name) {
    return !name.isEmpty()
        && name.length() < 100
        && name.chars().allMatch(c -> c == '.' || c == '_' || Character.isLetterOrDigit(c));
  }

  private static String firstLine(LinkageError error) {
    String message = String.valueOf(error.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
