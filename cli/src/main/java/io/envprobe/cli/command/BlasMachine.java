package io.envprobe.cli.command;

import io.envprobe.blas.MachineScopes;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.CommandException;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import java.util.Map;

/**
 * The machine that a command line means, for questions about its numerical libraries.
 *
 * @param host its files
 * @param scopes what is installed on it, and what its programs load
 */
record BlasMachine(Host host, MachineScopes scopes) {

  /**
   * Looks at the machine.
   *
   * @param variables that differ from its own
   */
  static BlasMachine of(Invocation call, Map<String, String> variables)
      throws UsageException, CommandException {
    Machine machine = call.machines().of(call.arguments(), call.inputs());
    Host host =
        machine
            .host()
            .orElseThrow(
                () ->
                    new UsageException("a profile has no files; 'facts blas' shows what it says"));
    Profile facts = machine.profile(MachineScopes.needs());
    BlasMachine found = new BlasMachine(host, MachineScopes.of(host, facts, variables));
    if (!found.scopes.machine().isKnown()) {
      boolean none = facts.reading(LibraryFacts.LIBC_PATH).isAbsent();
      throw CommandException.of(
          CommandException.Kind.INPUT,
          none
              ? "this system has no C library, so nothing is loaded dynamically"
              : "the loader of this system is not known, so neither is what programs get");
    }
    return found;
  }
}
