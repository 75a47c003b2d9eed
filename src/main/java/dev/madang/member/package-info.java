/**
 * Members: sign-up, sign-in, tokens, roles and profiles. A sign-in is one row for pages and the API alike; whoever asks
 * who is looking gets a Viewer from its cache, without a statement.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "platform :: archive", "activity", "community",
		"search", "mail",
		"page" })
@NullMarked
package dev.madang.member;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
