package io.envprobe.fact;

/** Why a fact could not be found out. */
public enum UnknownCause {
  /** Nobody asked: no probe for it ran, or the baseline does not fix it. */
  NOT_PROBED,
  /** A replay was asked for something that its recording does not hold. */
  NOT_RECORDED,
  /** The machine has it, perhaps, but this version cannot look there. */
  UNSUPPORTED,
  /** No permission to look. */
  DENIED,
  /** The answer did not come within the time limit. */
  TIMEOUT,
  /** Something was there, but it does not have the form that it should have. */
  MALFORMED,
  /** Something was there, but larger than what a probe will read. */
  TOO_LARGE,
  /** Reading failed for another reason. */
  IO_ERROR,
  /** The probe, or the child process that did its work, broke. */
  CRASHED,
  /** Sources contradict each other and none outranks the others. */
  CONFLICTING,
  /** The caller's policy forbids the only way to find out. */
  FORBIDDEN
}
