/** Charts: pages that draw themselves with Chart.js, which each of them carries. */
@org.jspecify.annotations.NullMarked
package io.envprobe.cli.chart;
