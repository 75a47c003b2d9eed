package dev.madang.recommendation;

/** A thing and why it is recommended. */
public record Recommended<T>(T thing, Because because) {
}
