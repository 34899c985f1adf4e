package io.envprobe.host;

import io.envprobe.fact.UnknownCause;

/** Why a request got no answer. */
public enum FailureKind {
  /** Proven: it is not there. The only failure that counts as absence. */
  NOT_FOUND(UnknownCause.NOT_PROBED),
  /** No permission. */
  DENIED(UnknownCause.DENIED),
  /**
   * There is something of that name, but of another type: a directory, a pipe, a device, a loop of
   * links.
   */
  WRONG_TYPE(UnknownCause.MALFORMED),
  /** There was an answer, but it cannot be meant: a value left untouched, or out of all range. */
  MALFORMED(UnknownCause.MALFORMED),
  /** Larger than the request's limit. */
  TOO_LARGE(UnknownCause.TOO_LARGE),
  /** No answer within the time limit. */
  TIMEOUT(UnknownCause.TIMEOUT),
  /** The operating system reported another error. */
  IO_ERROR(UnknownCause.IO_ERROR),
  /** This host has no way to answer requests of that type. */
  UNSUPPORTED(UnknownCause.UNSUPPORTED),
  /** The caller's policy forbids requests of that type. */
  FORBIDDEN(UnknownCause.FORBIDDEN),
  /** The process that did the work broke. */
  CRASHED(UnknownCause.CRASHED),
  /** The recording does not hold this request. */
  NOT_RECORDED(UnknownCause.NOT_RECORDED),
  /**
   * The request is about a part of the machine that this host leaves out, as the CPU of an unpacked
   * image.
   */
  NOT_PROBED(UnknownCause.NOT_PROBED);

  private final UnknownCause cause;

  FailureKind(UnknownCause cause) {
    this.cause = cause;
  }

  /**
   * The cause that an unknown fact gets from this failure; not to be asked of {@link #NOT_FOUND}.
   */
  public UnknownCause cause() {
    return cause;
  }
}
