/**
 * Tag vocabularies: the same profile in the words of each package manager, installer and scheduler.
 * Pure functions of a profile; nothing here touches the machine.
 */
@org.jspecify.annotations.NullMarked
package io.envprobe.tag;
