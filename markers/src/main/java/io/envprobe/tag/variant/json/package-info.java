/** Reads and checks the JSON documents of wheel variants; the only part of them that needs Gson. */
@org.jspecify.annotations.NullMarked
package io.envprobe.tag.variant.json;
