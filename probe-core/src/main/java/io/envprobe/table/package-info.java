/**
 * Tables of facts about the world, compiled by the build from JSON; read without a JSON library.
 */
@NullMarked
package io.envprobe.table;

import org.jspecify.annotations.NullMarked;
