/** Pulsar, where {@code madang.pulsar.url} is set: what is said in chat reaches the other nodes by it. */
@NullMarked
package dev.madang.chat.pulsar;

import org.jspecify.annotations.NullMarked;
