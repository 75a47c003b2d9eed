/**
 * What an admin decides about the community as a whole: its name, mark, accent, languages and rules. {@code Community} is read,
 * from memory; {@code CommunitySettings} changes it. A setting in the environment or in madang.yaml counts first.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "activity" })
@NullMarked
package dev.madang.community;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
