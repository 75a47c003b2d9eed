/** A copy of the database that follows it, for what guests read. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("replica")
package dev.madang.platform.replica;
