package io.envprobe.blas.internal.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of a processor's registers while a function is read. */
final class Registers {
  private final Map<Integer, Long> values = new HashMap<>();
  private final Map<Integer, Integer> arguments = new HashMap<>();
  private final List<Effect.Store> stores = new ArrayList<>();
  private final int result;

  /**
   * At the start of a function.
   *
   * @param arguments the registers of the first three arguments
   * @param result the register of the result
   */
  Registers(int[] arguments, int result) {
    this.result = result;
    for (int i = 0; i < arguments.length; i++) {
      this.arguments.put(arguments[i], i);
    }
  }

  void set(int register, long value) {
    arguments.remove(register);
    values.put(register, value);
  }

  /** The constant in a register. */
  OptionalLong value(int register) {
    Long value = values.get(register);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** Stores a register's constant where another one, an argument, points; false where it cannot. */
  boolean storeRegister(int base, int bits, int register) {
    OptionalLong value = value(register);
    return value.isPresent() && storeValue(base, bits, value.getAsLong());
  }

  /** Stores a constant. */
  boolean storeValue(int base, int bits, long value) {
    Integer argument = arguments.get(base);
    if (argument == null) {
      return false;
    }
    stores.add(new Effect.Store(argument, bits, bits == 32 ? (int) value : value));
    return true;
  }

  Optional<Effect> end() {
    return Optional.of(new Effect(stores, value(result)));
  }
}
