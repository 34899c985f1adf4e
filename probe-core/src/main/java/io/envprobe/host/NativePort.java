package io.envprobe.host;

import java.util.List;

/**
 * The way to native calls; one module implements it, found by {@link java.util.ServiceLoader} when
 * the first call is made.
 */
public interface NativePort {

  /**
   * Makes a call of the implementation's white list. What cannot be loaded, called or understood is
   * a failure, never an exception. Thread-safe.
   */
  Outcome<String> call(String function, List<String> arguments);

  /**
   * Holds a conversation with a library in a process of its own, with the rules that {@link
   * Request.Conversation} states. What cannot be started is a failure, never an exception.
   * Thread-safe, and side by side.
   */
  default Outcome<Transcript> converse(Request.Conversation conversation) {
    return Outcome.failed(
        FailureKind.UNSUPPORTED,
        "there is no way to start a process for " + conversation.library());
  }
}
