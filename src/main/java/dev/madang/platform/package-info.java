/**
 * What every module stands on: who is looking (Viewer), what can be liked or found (Subject), problems and checks,
 * paging, Markdown, NOTIFY, idempotent writes. It knows no table but its own idempotency keys, and no other module.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.madang.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
