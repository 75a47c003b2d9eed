/**
 * Kafka, where {@code madang.kafka.bootstrap-servers} is set: the log goes out, custom events are kept there, and events of other
 * programs come in.
 */
@org.jspecify.annotations.NullMarked
package dev.madang.events.kafka;
