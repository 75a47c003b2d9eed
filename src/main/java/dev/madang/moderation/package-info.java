/**
 * Looking after what is written: reports and the queue in which they are decided, what is held back before anybody sees
 * it, and the log of what moderators did. It knows what is reported only as a Subject. Begin at Reports and Decisions.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "activity", "community", "mail", "page", "member" })
@NullMarked
package dev.madang.moderation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
