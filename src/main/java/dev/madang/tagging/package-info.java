/**
 * Tags: their names, how many listed posts have each, who follows them, and which suit a text: by the words of the text and
 * the community's own tags, or by an outside server (sub-packages analyze and chat).
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "platform :: engine", "activity", "member",
		"language", "page" })
@NullMarked
package dev.madang.tagging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
