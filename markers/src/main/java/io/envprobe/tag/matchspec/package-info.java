/**
 * Conda's match specifications: which package records a text means. The rules are those of conda
 * itself, <a href="https://conda.org/learn/ceps/cep-0029">CEP 29</a> written down.
 */
@NullMarked
package io.envprobe.tag.matchspec;

import org.jspecify.annotations.NullMarked;
