/**
 * What members are told. NotificationConsumer reads the log and decides who learns what; Notifications is what a member
 * reads of it, Streams tells open pages at once, Digests writes emails, PushDelivery tells devices. Nothing depends on this module.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "page", "activity", "community", "mail", "member",
		"reaction",
		"follow", "tagging", "moderation", "board", "chat" })
@NullMarked
package dev.madang.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
