package io.envprobe.accelerator;

import java.util.Arrays;
import java.util.Optional;

/**
 * Numbers with dots between them, compared number by number; a missing one counts as 0. Releases of
 * drivers ({@code 550.54.14}) and of toolkits are of this form.
 */
final class DottedNumbers implements Comparable<DottedNumbers> {
  private static final int MOST = 4;

  private final int[] numbers;

  private DottedNumbers(int[] numbers) {
    this.numbers = numbers;
  }

  static Optional<DottedNumbers> parse(String text) {
    String[] parts = text.strip().split("\\.", -1);
    if (parts.length > MOST) {
      return Optional.empty();
    }
    int[] numbers = new int[MOST];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = ComputeCapability.digits(parts[i]);
      if (numbers[i] < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new DottedNumbers(numbers));
  }

  /** Of the tables, which hold no other form. */
  static DottedNumbers of(String text) {
    return parse(text).orElseThrow(() -> new IllegalStateException("no numbers: " + text));
  }

  int first() {
    return numbers[0];
  }

  int second() {
    return numbers[1];
  }

  DottedNumbers firstTwo() {
    return new DottedNumbers(new int[] {numbers[0], numbers[1], 0, 0});
  }

  boolean isAtLeast(DottedNumbers other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(DottedNumbers other) {
    return Arrays.compare(numbers, other.numbers);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DottedNumbers that && Arrays.equals(numbers, that.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }
}
