/** A report as one self-contained HTML page: no script, nothing loaded. Decides nothing. */
@NullMarked
package io.envprobe.cli.page;

import org.jspecify.annotations.NullMarked;
