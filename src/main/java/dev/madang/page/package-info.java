/**
 * What all web pages share: the layout with its slots, words in two languages, the theme, the view resolver. Modules above
 * fill the slots (Rail, Box); none of them is known here.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "community" })
@NullMarked
package dev.madang.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
