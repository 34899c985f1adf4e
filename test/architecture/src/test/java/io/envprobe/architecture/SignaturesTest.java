package io.envprobe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is written down of a type. */
public final class SignaturesTest {
  private static final String HERE = SignaturesTest.class.getName();

  /** A type with something of everything. */
  public abstract static class Sample<T extends Comparable<T>> implements Supplier<T> {
    protected static final int LIMIT = 3;
    private final int hidden;

    protected Sample(List<? super T> items) {
      hidden = items.size();
    }

    /** Shown. */
    public <E extends Exception> int shown(T first, String... more) throws IOException, E {
      return hidden + more.length;
    }

    @Override
    public String toString() {
      return "not shown";
    }

    void inside() {}
  }

  /** Two values. */
  public enum Two {
    B,
    A
  }

  static final class Inside {}

  @Test
  void theVisibleMembersOfAClassAreInOrderWithTheirTypes() {
    assertEquals(
        "public abstract static class "
            + HERE
            + "$Sample<T extends java.lang.Comparable<T>>"
            + " implements java.util.function.Supplier<T>\n"
            + "  protected static final int LIMIT\n"
            + "  protected Sample(java.util.List<? super T>)\n"
            + "  public <E extends java.lang.Exception> int shown(T, java.lang.String...)"
            + " throws E, java.io.IOException\n\n",
        Signatures.of(Sample.class));
  }

  @Test
  void constantsOfAnEnumerationAreInOrderAndWhatIsInsideIsNotShown() {
    assertEquals("public enum " + HERE + "$Two\n  A\n  B\n\n", Signatures.of(Two.class));
    assertEquals("", Signatures.of(Inside.class));
  }
}
