/** In which rack a machine stands, as its owner wrote it into a file. */
@NullMarked
package org.example.rack;

import org.jspecify.annotations.NullMarked;
