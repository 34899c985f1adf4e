/**
 * The providers of wheel variants, each as a pure function: in the published mode with the answers
 * of the plugin as released, defects included; in the accurate mode with the right ones. No plugin
 * is ever run.
 */
@org.jspecify.annotations.NullMarked
package io.envprobe.tag.variant.provider;
