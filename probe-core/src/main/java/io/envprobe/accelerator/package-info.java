/**
 * What is publicly known of accelerators, as pure data and rules: which code runs on which device,
 * which CUDA version a driver offers, which toolkit it supports. Rules decide where a device or
 * version is newer than the tables.
 */
@NullMarked
package io.envprobe.accelerator;

import org.jspecify.annotations.NullMarked;
