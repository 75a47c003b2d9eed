/**
 * The servers outside of this program that Madang can go on without, each turned on by a setting: what is called an engine. Each has
 * a circuit breaker, metrics and a line in health and on the page of admins.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("engine")
package dev.madang.platform.engine;
