@org.jspecify.annotations.NullMarked
package io.envprobe.spark;
