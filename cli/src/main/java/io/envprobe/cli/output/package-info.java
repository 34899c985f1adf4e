/** What people and programs see: text and JSON. Renderers decide nothing. */
@NullMarked
package io.envprobe.cli.output;

import org.jspecify.annotations.NullMarked;
