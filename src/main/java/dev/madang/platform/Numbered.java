package dev.madang.platform;

import java.util.List;

/** A numbered page of a list; {@code totalIsAtLeast} where counting stopped before the end. */
public record Numbered<T>(List<T> items, int page, int size, long total, boolean totalIsAtLeast) {
}
