/** Tests of the documents of wheel variants. */
@org.jspecify.annotations.NullMarked
package io.envprobe.tag.variant.json;
