/**
 * The rules of Kubernetes' Node Feature Discovery: expressions over the features of a node, as <a
 * href="https://kubernetes-sigs.github.io/node-feature-discovery/stable/usage/customization-guide.html">its
 * guide</a> has them and its worker evaluates them.
 */
@NullMarked
package io.envprobe.tag.nfd;

import org.jspecify.annotations.NullMarked;
