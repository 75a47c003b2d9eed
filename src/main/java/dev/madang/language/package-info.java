/**
 * What Madang knows of Korean: one analysis for search, tags and recommendations. Begin at Korean, which reads texts;
 * Jamo takes syllables apart; CommunityWords are the words that an admin adds.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "page", "activity" })
@NullMarked
package dev.madang.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
