package io.envprobe.target.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Texts that hold answers of the CPUID instruction, recognised by their content. Every text parses;
 * lines that hold no answer are left out.
 *
 * <ul>
 *   <li>decimal lines {@code leaf, subleaf, eax, ebx, ecx, edx}
 *   <li>JSON arrays of those six numbers, at any depth
 *   <li>{@code cpuid -r}: {@code 0x00000001 0x00: eax=0x… ebx=0x… ecx=0x… edx=0x…}
 *   <li>InstLatX64: {@code CPUID 00000001: EAX-EBX-ECX-EDX [SL 00]}
 *   <li>{@code XCR0 0x…}, which the probe of the live machine adds
 * </ul>
 *
 * @param processors the answers, one entry for each logical processor in the text
 * @param enabledStates the state components that the operating system enabled, where the text says
 */
public record CpuidText(List<CpuidRegisters> processors, OptionalLong enabledStates) {
  private static final int PROCESSORS_LIMIT = 4096;
  private static final int NUMBERS = 6;

  /** Copies the list. */
  public CpuidText {
    processors = List.copyOf(processors);
  }

  /** Reads the text. */
  public static CpuidText parse(String text) {
    Reading reading = new Reading();
    int length = text.length();
    long[] numbers = new long[NUMBERS];
    for (int start = 0; start < length; ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? length : end;
      reading.line(text, start, end, numbers);
      start = end + 1;
    }
    return reading.finish();
  }

  /** Goes through the lines. */
  private static final class Reading {
    private final List<CpuidRegisters> processors = new ArrayList<>();
    private CpuidRegisters.Builder current = new CpuidRegisters.Builder();
    private OptionalLong states = OptionalLong.empty();
    private final long[] pending = new long[NUMBERS];
    private int pendingCount;

    void line(String text, int start, int end, long[] numbers) {
      int first = start;
      while (first < end && Character.isWhitespace(text.charAt(first))) {
        first++;
      }
      if (isProcessorHeading(text, first, end)) {
        nextProcessor();
      } else if (text.startsWith("XCR0", first)) {
        long value = HexScanner.after(text, first + 4, end, "0x");
        states = value < 0 ? states : OptionalLong.of(value);
      } else if (text.startsWith("CPUID ", first)) {
        instLat(text, first, end, numbers);
      } else if (text.indexOf("eax=", first) >= 0 && text.indexOf("eax=", first) < end) {
        cpuidTool(text, first, end, numbers);
      } else {
        sixes(text, first, end);
      }
    }

    private static boolean isProcessorHeading(String text, int start, int end) {
      int mark = text.indexOf("Logical CPU #", start);
      return (mark >= 0 && mark < end)
          || (text.startsWith("CPU", start)
              && end > start
              && text.lastIndexOf(':', end - 1) > start
              && !text.startsWith("CPUID", start));
    }

    private void nextProcessor() {
      if (!current.isEmpty() && processors.size() < PROCESSORS_LIMIT) {
        processors.add(current.build());
        current = new CpuidRegisters.Builder();
      }
    }

    /** {@code CPUID 00000004: 1C004121-01C0003F-0000003F-00000000 [SL 00]}. */
    private void instLat(String text, int start, int end, long[] numbers) {
      HexScanner scanner = new HexScanner(text, start + "CPUID ".length(), end);
      numbers[0] = scanner.next();
      numbers[1] = 0;
      for (int i = 2; i < NUMBERS; i++) {
        numbers[i] = scanner.next();
      }
      int subleaf = text.indexOf("[SL ", start);
      if (subleaf >= 0 && subleaf < end) {
        numbers[1] = new HexScanner(text, subleaf + "[SL ".length(), end).next();
      }
      add(numbers);
    }

    /** {@code 0x00000004 0x00: eax=0x… ebx=0x… ecx=0x… edx=0x…}. */
    private void cpuidTool(String text, int start, int end, long[] numbers) {
      numbers[0] = HexScanner.after(text, start, end, "0x");
      int space = text.indexOf(' ', start);
      long subleaf = space < 0 ? -1 : HexScanner.after(text, space, end, "0x");
      int colon = text.indexOf(':', start);
      boolean hasSubleaf = space >= 0 && colon > space;
      numbers[1] = hasSubleaf && subleaf >= 0 ? subleaf : 0;
      numbers[2] = HexScanner.after(text, start, end, "eax=0x");
      numbers[3] = HexScanner.after(text, start, end, "ebx=0x");
      numbers[4] = HexScanner.after(text, start, end, "ecx=0x");
      numbers[5] = HexScanner.after(text, start, end, "edx=0x");
      add(numbers);
    }

    /** Decimal numbers, six for an answer; brackets and line ends part answers. */
    private void sixes(String text, int start, int end) {
      for (int i = start; i < end; ) {
        char c = text.charAt(i);
        if (c >= '0' && c <= '9') {
          long value = 0;
          int from = i;
          while (i < end && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            value = Math.min(value * 10 + text.charAt(i) - '0', 1L << 40);
            i++;
          }
          boolean plain = i - from <= 10 && value <= 0xffff_ffffL;
          pendingCount = plain ? pendingCount : NUMBERS + 1;
          if (pendingCount < NUMBERS) {
            pending[pendingCount] = value;
          }
          pendingCount = Math.min(pendingCount + 1, NUMBERS + 1);
        } else {
          if (c == '[' || c == ']' || c == '{' || c == '}' || c == '"') {
            flush();
          }
          i++;
        }
      }
      int last = end - 1;
      while (last >= start && Character.isWhitespace(text.charAt(last))) {
        last--;
      }
      boolean continues = last < start || text.charAt(last) == ',' || text.charAt(last) == '[';
      if (!continues || pendingCount == NUMBERS) {
        flush();
      }
    }

    private void flush() {
      if (pendingCount == NUMBERS) {
        add(pending);
      }
      pendingCount = 0;
    }

    private void add(long[] n) {
      for (long number : n) {
        if (number < 0 || number > 0xffff_ffffL) {
          return;
        }
      }
      boolean repeats = n[0] == 0 && current.holdsLeafZero();
      if (repeats) {
        nextProcessor();
      }
      current.add(n[0], n[1], n[2], n[3], n[4], n[5]);
    }

    CpuidText finish() {
      flush();
      nextProcessor();
      return new CpuidText(processors, states);
    }
  }
}
