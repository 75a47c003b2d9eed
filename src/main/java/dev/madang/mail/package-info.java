/**
 * MailQueue to members. Whoever wants one sent puts it into the queue within the transaction of its cause; it is sent
 * afterwards, again and again until the transport takes it: an SMTP server by setting, otherwise a folder of the home.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "platform :: engine", "activity", "community",
		"page" })
@NullMarked
package dev.madang.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
