package dev.madang.chat.delivery;

import java.time.Duration;

/**
 * How clients behave.
 *
 * @param calm how long one is well-behaved between two mishaps, on average
 * @param slow how long one reads nothing, at most
 * @param away how long one stays away, at most
 * @param pause between two messages of one client in one room, on average
 * @param loud the same in the first room, in which long messages are sent
 */
public record Manners(Duration calm, Duration slow, Duration away, Duration pause, Duration loud) {
}
