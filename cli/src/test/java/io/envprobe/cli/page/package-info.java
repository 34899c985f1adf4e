@NullMarked
package io.envprobe.cli.page;

import org.jspecify.annotations.NullMarked;
