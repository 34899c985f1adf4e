/**
 * What shells and manuals know of the commands, made from the descriptions that the parser reads.
 */
@NullMarked
package io.envprobe.cli.document;

import org.jspecify.annotations.NullMarked;
