/** Tests of the tables of facts about the world. */
@NullMarked
package io.envprobe.table;

import org.jspecify.annotations.NullMarked;
