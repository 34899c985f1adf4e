/**
 * What an artifact or a file of requirements asks of a platform, whatever format says it: one tree
 * of {@link Condition}s, each with the place where it is written.
 *
 * <p>To add a format: one class that implements {@link RequirementFormat}, and one line in {@link
 * RequirementFormats}; a third party adds a jar that names its class for {@link
 * java.util.ServiceLoader}. The class reads a {@link Source} and gives {@link Candidate}s: one for
 * a file that is one thing, several for an index or a list of alternatives. It builds its
 * conditions from {@link Condition#all}, {@link Condition#any} and {@link Condition#not} over
 * {@link Demand}s:
 *
 * <ul>
 *   <li>{@link MarkerDemand} for marker expressions; {@link FactDemand} for a fact compared with a
 *       value; {@link WordDemand} for a word of a tag vocabulary, such as {@code cpu=x64} of npm;
 *       {@link WheelTagDemand} for the tags of a wheel;
 *   <li>{@link LibraryDemand} and {@link SymbolVersionDemand} for what a native file needs;
 *   <li>a record of its own that implements {@link Demand} where none of these says it: it names
 *       the facts that it reads and answers true, false or unknown with a sentence.
 * </ul>
 *
 * <p>A rule of matching lives once, in the vocabulary or the version scheme that it belongs to; a
 * format only translates. A text that breaks its format is a {@link RequirementException} with the
 * place; a format reads bounded amounts ({@link Source}) and starts nothing. Candidates of one
 * format are ordered by their {@link Candidate#preference}, which gives a {@link Score} for a
 * platform.
 *
 * <p>Everything here is immutable and thread-safe unless it says otherwise.
 */
@NullMarked
package io.envprobe.requirement;

import org.jspecify.annotations.NullMarked;
