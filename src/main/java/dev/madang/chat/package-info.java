/**
 * Chat: rooms, their members and what is said in them. Begin at Rooms and Messages for what can be done, RoomReading and
 * MessageReading for what is shown, and at the package socket for how it reaches those who are there.
 */
@ApplicationModule(allowedDependencies = { "content", "platform", "platform :: engine", "platform :: web",
		"platform :: archive", "page", "activity",
		"search", "member", "follow", "media", "moderation", "board" })
@NullMarked
package dev.madang.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
